// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.world.Fault;
import io.affinity.benchmarks.chaos.world.Setting;
import io.affinity.core.Mode;
import io.affinity.spi.migration.MigrationLimits;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a seed stands for: what goes wrong, and what kind of controller goes through it.
 *
 * @param setting in which there are few faults in some worlds, so that each is seen alone, and many in others
 * @param length how long things go wrong
 * @param kept how much of the past is kept
 * @param learn how much of it must be known before anything is forecast
 */
record Course(
        Setting setting,
        Mode mode,
        Decider decider,
        MigrationLimits limits,
        Duration length,
        Duration kept,
        Duration learn) {

    private static final int MOST_HOURS = 12;

    /** The more often, the more often it is there. */
    private static final List<Decider> DECIDERS = List.of(
            Decider.REACTIVE,
            Decider.REACTIVE,
            Decider.REACTIVE,
            Decider.REACTIVE,
            Decider.PREDICTIVE,
            Decider.PREDICTIVE,
            Decider.WANDERING,
            Decider.RESTLESS,
            Decider.RESTLESS,
            Decider.RESTLESS);

    /** Who decides. */
    enum Decider {
        REACTIVE,
        PREDICTIVE,
        /** Predictive, with a solver that wants whatever is allowed. */
        WANDERING,
        /** Migrates anything anywhere, whatever is known, as a plug-in may that is wrong: it is for the executor to stop it. */
        RESTLESS
    }

    static Course of(long seed) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
        double share = new double[] {0.05, 0.15, 0.4}[random.nextInt(3)];
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (random.nextDouble() < share) {
                faults.add(fault);
            }
        }
        int hosts = random.nextInt(3, 6);
        Setting setting = new Setting(
                random.nextLong(), faults, random.nextInt(6) == 0, hosts, random.nextInt(4, 4 * hosts), 100, 1);
        int mode = random.nextInt(12);
        return new Course(
                setting,
                mode == 0 ? Mode.OBSERVE : mode == 1 ? Mode.RECOMMEND : Mode.AUTOMATIC,
                DECIDERS.get(random.nextInt(DECIDERS.size())),
                MigrationLimits.builder()
                        .maxConcurrent(random.nextInt(1, 5))
                        .maxConcurrentPerHost(random.nextInt(1, 3))
                        .build(),
                Duration.ofHours(random.nextInt(2, MOST_HOURS)),
                Duration.ofHours(MOST_HOURS),
                random.nextInt(3) == 0 ? Duration.ofMinutes(random.nextInt(5, 120)) : Duration.ZERO);
    }

    /** {@return whether only what is needed is migrated} */
    boolean isThrifty() {
        return decider == Decider.REACTIVE || decider == Decider.PREDICTIVE;
    }

    boolean has(Fault... any) {
        for (Fault fault : any) {
            if (setting.faults().contains(fault)) {
                return true;
            }
        }
        return false;
    }
}
