// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.simulation.workload.Coupling.Following;
import io.affinity.simulation.workload.Coupling.Sticky;
import java.time.Duration;
import java.util.Arrays;

/** Derives the demand for a resource from CPU utilization. */
final class Coupled {

    private static final double NOISE_MEMORY_SECONDS = 600;

    private Coupled() {}

    /** {@return how many steps of CPU before a step decide on its demand} */
    static int leadSteps(StepGrid grid, Coupling coupling) {
        // One step more than the release takes, for the rounding of the falls.
        return coupling instanceof Sticky sticky
                ? grid.stepsIn(seconds(sticky.rise())) + grid.stepsIn(seconds(sticky.release())) + 1
                : 0;
    }

    /** {@return the share of the allocation at each step of the grid, zero or more} */
    static double[] of(StepGrid grid, Coupling coupling, double[] cpu, long key) {
        if (coupling instanceof Following following) {
            return following(grid, following, cpu, key);
        } else if (coupling instanceof Sticky sticky) {
            return sticky(grid, sticky, cpu);
        }
        throw new AssertionError("No rule for the coupling " + coupling);
    }

    private static double[] following(StepGrid grid, Following following, double[] cpu, long key) {
        double[] demand = new double[cpu.length];
        Arrays.fill(demand, 1);
        Randomness.multiplyNoise(grid, following.sigma(), NOISE_MEMORY_SECONDS, key, demand);
        for (int i = 0; i < demand.length; i++) {
            demand[i] *= following.idle() + following.share() * cpu[i];
        }
        return demand;
    }

    /**
     * Each fall is a constant rather than a share of what is held: what was held one release ago is then forgotten
     * entirely, and the first step of the grid leaves no trace.
     */
    private static double[] sticky(StepGrid grid, Sticky sticky, double[] cpu) {
        int window = grid.stepsIn(seconds(sticky.rise()));
        double fall = 1.0 / grid.stepsIn(seconds(sticky.release()));
        double[] demand = new double[cpu.length];
        double held = 0;
        for (int i = 0; i < demand.length; i++) {
            held = Math.max(held - fall, mean(cpu, Math.max(0, i - window + 1), i + 1));
            demand[i] = sticky.idle() + sticky.share() * held;
        }
        return demand;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
