// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * VMs of one core in groups, each of which is switched on and off as one, at times that nobody can foresee. This is the case
 * where the dependence between VMs must show: the load of a host varies far more than if they were independent.
 */
final class OnOffDemand {

    /** Its name on the command line. */
    static final String NAME = "on-off";

    private static final int GROUPS = 6;
    private static final int VMS_OF_A_GROUP = 16;
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int DAYS = 10;
    private static final double SWITCHES = 1.0 / 6;
    private static final double OFF = 0.1;
    private static final double ON = 0.7;
    private static final double NOISE = 0.2;

    private OnOffDemand() {}

    /** {@return ten days of demand, group after group} */
    static ReplayedDemand of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int steps = (int) Duration.ofDays(DAYS).dividedBy(STEP);
        List<Vm> vms = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            boolean[] on = switched(steps, random.split());
            for (int vm = 0; vm < VMS_OF_A_GROUP; vm++) {
                vms.add(ReplayedDemand.vm("group-" + group + "-" + vm, Resource.CPU, 1));
                values.add(demand(on, random.split()));
            }
        }
        return new ReplayedDemand(NAME, Resource.CPU, vms, Instant.EPOCH, STEP, values.toArray(double[][]::new));
    }

    private static boolean[] switched(int steps, SplittableRandom random) {
        boolean[] on = new boolean[steps];
        for (int t = 1; t < steps; t++) {
            on[t] = on[t - 1] ^ random.nextDouble() < SWITCHES;
        }
        return on;
    }

    private static double[] demand(boolean[] on, SplittableRandom random) {
        double[] demand = new double[on.length];
        for (int t = 0; t < demand.length; t++) {
            demand[t] = (on[t] ? ON : OFF) + NOISE * random.nextDouble();
        }
        return demand;
    }
}
