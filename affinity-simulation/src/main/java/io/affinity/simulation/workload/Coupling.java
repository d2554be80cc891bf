// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.time.Duration;

/**
 * How the demand for another resource follows from CPU utilization. Values are shares of the allocation of that resource,
 * 0 to 1. All couplings are values without state.
 */
public sealed interface Coupling {

    /**
     * Follows CPU at once, as network does: {@code (idle + share * cpu) * noise}.
     *
     * @param idle demand without load; 0 to 1
     * @param share what full CPU load adds; 0 to 1
     * @param sigma standard deviation of the logarithm of the noise, which has mean 1; finite, zero or more
     */
    record Following(double idle, double share, double sigma) implements Coupling {

        public Following {
            WorkloadChecks.fraction("idle share of a following resource", idle);
            WorkloadChecks.fraction("share of a following resource", share);
            WorkloadChecks.notNegative("sigma of a following resource", sigma);
        }
    }

    /**
     * Rises slowly and is given back even more slowly, as memory is: {@code idle + share * held}, where {@code held} is the
     * mean of CPU over {@code rise}, but falls by no more than 1 in {@code release}.
     *
     * @param idle demand without load; 0 to 1
     * @param share what lasting full CPU load adds; 0 to 1
     * @param rise time over which CPU is averaged; positive
     * @param release time in which all of it is given back; positive
     */
    record Sticky(double idle, double share, Duration rise, Duration release) implements Coupling {

        public Sticky {
            WorkloadChecks.fraction("idle share of a sticky resource", idle);
            WorkloadChecks.fraction("share of a sticky resource", share);
            WorkloadChecks.positive("rise of a sticky resource", rise);
            WorkloadChecks.positive("release of a sticky resource", release);
        }
    }
}
