// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import java.util.List;

/** The lengths of the seasons that series may have. */
final class SeasonalPeriods {

    private SeasonalPeriods() {}

    /** {@return a copy of these periods, each of which is at least 2} */
    static List<Integer> checked(List<Integer> periods) {
        for (int period : periods) {
            if (period < 2) {
                throw new IllegalArgumentException("The seasonal period (" + period + ") must be at least 2 steps.");
            }
        }
        return List.copyOf(periods);
    }
}
