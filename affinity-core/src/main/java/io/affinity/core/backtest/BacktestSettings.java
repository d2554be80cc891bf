// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import java.util.List;
import java.util.TreeSet;

/**
 * How a backtest is done. Immutable.
 *
 * @param leads how many steps ahead forecasts are compared with what came, each at least 1; in rising order, without repetition
 * @param origins from how many moments it is forecast at most, at least 1
 * @param learned how many steps are only learned from, before the first origin; at least 1
 * @param window how many steps before an origin a forecaster learns from at most, at least 1
 * @param refitSteps how old a model becomes before it is learned anew, in steps, at least 1; one that was learned from less, when
 *     that has doubled
 * @param seed of the draw of origins, and of forecasters that need one
 */
public record BacktestSettings(List<Integer> leads, int origins, int learned, int window, int refitSteps, long seed) {

    public BacktestSettings {
        leads = List.copyOf(new TreeSet<>(leads));
        if (leads.isEmpty() || leads.get(0) < 1) {
            throw new IllegalArgumentException("The leads " + leads + " must be at least one, each at least 1 step.");
        }
        if (origins < 1 || learned < 1 || window < 1 || refitSteps < 1) {
            throw new IllegalArgumentException("The number of origins (" + origins + "), the steps to learn (" + learned
                    + "), the window (" + window + ") and the age of models (" + refitSteps + ") must be at least 1.");
        }
    }

    /** {@return the longest lead} */
    public int horizon() {
        return leads.get(leads.size() - 1);
    }
}
