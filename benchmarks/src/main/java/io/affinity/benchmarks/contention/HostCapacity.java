// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import java.util.Arrays;

/** What hosts that are packed from a trace can serve: what their load stays below in 90 % of the steps that are learned from. */
public final class HostCapacity {

    private static final double BELOW = 0.9;
    private static final double LEAST = 0.01;

    private HostCapacity() {}

    /**
     * {@return the capacity, in the unit of the loads, above 0}
     *
     * @param loads at least one, none of them NaN; sorted at the end
     */
    public static double of(double[] loads) {
        Arrays.sort(loads);
        return Math.max(LEAST, loads[(int) (BELOW * loads.length)]);
    }
}
