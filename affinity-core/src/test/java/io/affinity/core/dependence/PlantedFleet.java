// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;

import io.affinity.core.history.DemandHistory;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.telemetry.Observation;
import java.util.SplittableRandom;

/**
 * VMs of which the first {@value #GROUP} coincide, the next {@value #GROUP} are complementary, one half to the other, and the
 * rest are independent. All have the same marginal distribution: a mean of 4 cores, and deviations that remember.
 */
final class PlantedFleet {

    static final int GROUP = 4;

    /** Share of the variance that the members of a group have in common. */
    private static final double COMMON = 0.7;

    private final Fleet fleet;
    private final DemandRecorder history;

    /**
     * @param memory of all deviations from one step to the next, 0 to 1
     * @param lag by how many steps the second VM of each group follows
     */
    PlantedFleet(int vms, int days, double memory, int lag, long seed) {
        int steps = days * 288;
        SplittableRandom random = new SplittableRandom(seed);
        double[] coinciding = deviations(random, steps + lag, memory);
        double[] complementary = deviations(random, steps + lag, memory);
        double[][] demand = new double[vms][steps];
        for (int v = 0; v < vms; v++) {
            double[] own = deviations(random, steps, memory);
            for (int t = 0; t < steps; t++) {
                int at = t + lag - (v % GROUP == 1 ? lag : 0);
                double common = v < GROUP ? coinciding[at] : (v % 2 == 0 ? 1 : -1) * complementary[at];
                double deviation = v < 2 * GROUP ? Math.sqrt(COMMON) * common + Math.sqrt(1 - COMMON) * own[t] : own[t];
                demand[v][t] = Math.max(0, 4 + deviation);
            }
        }
        history = new DemandRecorder(STEP, steps);
        Fleet last = null;
        for (int t = 0; t < steps; t++) {
            last = fleetAt(vms, t);
            double[] now = new double[2 * vms];
            for (int v = 0; v < vms; v++) {
                now[2 * v] = demand[v][t];
            }
            history.record(Observation.of(last, now));
        }
        fleet = last == null ? fleetAt(vms, 0) : last;
    }

    private static double[] deviations(SplittableRandom random, int length, double memory) {
        double[] values = new double[length];
        double value = 0;
        for (int i = -200; i < length; i++) {
            value = memory * value + Math.sqrt(1 - memory * memory) * gaussian(random);
            if (i >= 0) {
                values[i] = value;
            }
        }
        return values;
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static Fleet fleetAt(int vms, int step) {
        Fleet.Builder builder = Fleet.builder(ORIGIN.plus(STEP.multipliedBy(step)))
                .host(host("a", 100, 100))
                .host(host("b", 100, 100));
        for (int v = 0; v < vms; v++) {
            builder.vm(vm("v" + v, 16, 1), id(v % 2 == 0 ? "a" : "b"));
        }
        return builder.build();
    }

    Fleet fleet() {
        return fleet;
    }

    DemandHistory history() {
        return history;
    }

    /** {@return the group of a VM: 0 coinciding, 1 complementary, -1 none} */
    static int group(int vm) {
        return vm < GROUP ? 0 : vm < 2 * GROUP ? 1 : -1;
    }

    static int number(io.affinity.spi.model.VmId vm) {
        return Integer.parseInt(vm.value().substring(1));
    }
}
