// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import java.util.Collections;
import java.util.List;

/**
 * The mean pinball loss at the levels 0.1, 0.5 and 0.9, in the unit of the series; NaN if there is none.
 *
 * @param near over the first steps
 * @param far over the steps after them; that of the first ones if the history is too short
 * @param byLead in each of the {@link LeadGroups}; NaN where the history is too short
 */
record BacktestScore(double near, double far, List<Double> byLead) {

    static final BacktestScore NONE =
            new BacktestScore(Double.NaN, Double.NaN, Collections.nCopies(LeadGroups.COUNT, Double.NaN));

    BacktestScore {
        byLead = List.copyOf(byLead);
    }

    boolean known() {
        return !Double.isNaN(near);
    }
}
