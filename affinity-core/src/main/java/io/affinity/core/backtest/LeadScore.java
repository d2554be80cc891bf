// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import java.util.List;

/**
 * How good the forecasts of one contender were at one lead. Losses are in the unit of the resource, shares are in [0, 1], and everything is
 * NaN where nothing was compared.
 *
 * @param values how many were compared with their forecasts
 * @param pinball the mean pinball loss of the deciles; all VMs are added up, so that who demands most counts most
 * @param wql twice that over the mean of what came (weighted quantile loss; Salinas and others, "DeepAR", 2020, section 4): 0 is perfect,
 *     and the unit does not matter. Infinite where nothing was demanded and something forecast, 0 where nothing was forecast either
 * @param medianWql the median of the VMs, those without any demand left out, each of which counts alike
 * @param coverage80 the share of values within the interval of 80 %, its ends included, as in the next two
 * @param coverage90 within that of 90 %
 * @param coverage95 within that of 95 %
 * @param reliability for each level, the share of values that were below its quantile; where several quantiles are the value itself, each
 *     counts in part, so that a VM that stands still is as it should be
 */
public record LeadScore(
        long values,
        double pinball,
        double wql,
        double medianWql,
        double coverage80,
        double coverage90,
        double coverage95,
        List<Double> reliability) {

    public LeadScore {
        reliability = List.copyOf(reliability);
    }

    /** {@return the share that the loss of one VM has in the loss of all, 0 to 1; NaN if there is none} */
    public double shareIn(LeadScore all) {
        return pinball * values / (all.pinball * all.values);
    }
}
