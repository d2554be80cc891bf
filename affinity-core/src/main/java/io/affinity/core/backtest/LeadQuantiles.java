// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.Forecast;
import java.util.List;

/** What a forecast says at the leads at which it is compared. */
final class LeadQuantiles {

    private final double[][] byLead;

    private LeadQuantiles(double[][] byLead) {
        this.byLead = byLead;
    }

    static LeadQuantiles of(Forecast forecast, List<Integer> leads) {
        double[][] byLead = new double[leads.size()][];
        for (int lead = 0; lead < byLead.length; lead++) {
            byLead[lead] = QuantileScores.at(forecast, leads.get(lead));
        }
        return new LeadQuantiles(byLead);
    }

    /** {@return the quantiles at the lead with this index, one for each level} */
    double[] at(int lead) {
        return byLead[lead];
    }
}
