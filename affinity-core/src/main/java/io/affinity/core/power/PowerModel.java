// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.power;

import java.util.Arrays;

/**
 * Electric power of a host as a function of its CPU utilization: straight lines between measured points at 0 %, 10 %, ...,
 * 100 %. Immutable and thread-safe.
 *
 * <p>Source of the constants: SPECpower_ssj2008 results of the two servers, as used by Beloglazov and Buyya, "Optimal online
 * deterministic algorithms and adaptive heuristics for energy and performance efficient dynamic consolidation of virtual
 * machines in Cloud data centers", Concurrency and Computation: Practice and Experience 24 (2012), table 2.
 */
public final class PowerModel {

    /** HP ProLiant ML110 G4, Intel Xeon 3040, 2 cores of 1,860 MHz. */
    public static final PowerModel HP_PROLIANT_G4 = of(86, 89.4, 92.6, 96, 99.5, 102, 106, 108, 112, 114, 117);

    /** HP ProLiant ML110 G5, Intel Xeon 3075, 2 cores of 2,660 MHz. */
    public static final PowerModel HP_PROLIANT_G5 = of(93.7, 97, 101, 105, 110, 116, 121, 125, 129, 133, 135);

    private static final int POINTS = 11;

    private final double[] watts;

    private PowerModel(double[] watts) {
        this.watts = watts;
    }

    /**
     * {@return the model through these points}
     *
     * @param watts eleven values, at utilization 0, 0.1, ..., 1; finite, not negative
     */
    public static PowerModel of(double... watts) {
        boolean legal = Arrays.stream(watts).allMatch(w -> w >= 0 && Double.isFinite(w));
        if (watts.length != POINTS || !legal) {
            throw new IllegalArgumentException(
                    "The power values " + Arrays.toString(watts) + " must be 11 finite numbers that are not negative.");
        }
        return new PowerModel(watts.clone());
    }

    /** {@return the power in watts at a utilization; below 0 and above 1 as at 0 and 1} */
    public double watts(double utilization) {
        double position = Math.max(0, Math.min(1, utilization)) * (POINTS - 1);
        int below = Math.min((int) position, POINTS - 2);
        return watts[below] + (position - below) * (watts[below + 1] - watts[below]);
    }
}
