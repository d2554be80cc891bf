// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.simulation.workload.CronSchedule;
import io.affinity.simulation.workload.DemandPattern.Bursts;
import io.affinity.simulation.workload.DemandPattern.CronJob;
import io.affinity.simulation.workload.DemandPattern.DailyCycle;
import io.affinity.simulation.workload.DemandPattern.Level;
import io.affinity.simulation.workload.DemandPattern.Noise;
import io.affinity.simulation.workload.DemandPattern.Shared;
import io.affinity.simulation.workload.DemandPattern.Spread;
import io.affinity.simulation.workload.DemandPattern.WeeklyCycle;
import io.affinity.simulation.workload.DemandProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Generated demand that a forecast can know, and such that none can. In both, the VMs of a deployment peak together, about as
 * high, as long and as often.
 */
enum GeneratedKind {
    /** Days, weekends and jobs on a schedule, with a little noise. Nobody is told the schedule: it is to be learned. */
    PREDICTABLE {
        @Override
        List<DemandProfile> deployments() {
            return List.of(
                    cycle(14, 0.3),
                    cycle(20, 1.2),
                    cycle(9, 0.3),
                    job("nightly", "30 1 * * *", Duration.ofHours(2)),
                    job("import", "0 */6 * * *", Duration.ofMinutes(50)));
        }
    },
    /** Levels that wander, and bursts at times that nobody knows. */
    UNPREDICTABLE {
        @Override
        List<DemandProfile> deployments() {
            return List.of(
                    wandering(Duration.ofHours(3)),
                    wandering(Duration.ofHours(2)),
                    wandering(Duration.ofHours(1)),
                    bursts(1, Duration.ofHours(2)),
                    bursts(3, Duration.ofMinutes(50)));
        }
    };

    /** {@return a profile for each deployment; deployments have equally many VMs} */
    abstract List<DemandProfile> deployments();

    /** {@return its name on the command line} */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the kind of this name}
     *
     * @throws IllegalArgumentException if there is none
     */
    static GeneratedKind named(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The generated demand (" + id + ") must be one of "
                        + Arrays.stream(values()).map(GeneratedKind::id).collect(Collectors.joining(", ")) + "."));
    }

    private static DemandProfile cycle(double peakHour, double weekend) {
        return DemandProfile.of(
                new Level(0.1),
                new DailyCycle(peakHour, 0.6, 2.5, 0.5),
                new WeeklyCycle(weekend),
                new Spread(0.2),
                new Noise(0.1));
    }

    private static DemandProfile job(String name, String schedule, Duration duration) {
        return DemandProfile.of(
                new Level(0.1),
                new Spread(0.2),
                new Noise(0.1),
                new CronJob(name, CronSchedule.parse(schedule), duration, 0.6));
    }

    private static DemandProfile wandering(Duration memory) {
        return DemandProfile.of(new Level(0.27), new Spread(0.2), new Noise(0.1), new Shared(new Noise(0.6, memory)));
    }

    private static DemandProfile bursts(double perDay, Duration duration) {
        return DemandProfile.of(
                new Level(0.1), new Spread(0.2), new Noise(0.1), new Shared(new Bursts(perDay, 0.45, 6, duration)));
    }
}
