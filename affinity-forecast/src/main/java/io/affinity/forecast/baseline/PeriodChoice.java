// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.baseline;

import java.util.List;

/** Which of several seasonal periods, all covered by the history, a forecaster takes. */
public enum PeriodChoice {
    /** The longest, such as the week of a day and a week. */
    LONGEST,
    /** The shortest, such as the day. */
    SHORTEST;

    /** {@return the period chosen of those not longer than the history; 1 if there is none} */
    int among(List<Integer> periods, int length) {
        int chosen = 1;
        for (int period : periods) {
            boolean better = this == LONGEST ? period > chosen : chosen == 1 || period < chosen;
            if (period <= length && better) {
                chosen = period;
            }
        }
        return chosen;
    }
}
