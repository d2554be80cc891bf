// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import java.util.ArrayList;
import java.util.List;

/** Adds up what became of the forecasts of one contender at one lead, VM after VM. */
final class ScoreSum {

    private final int contender;
    private final int lead;
    private final int origins;
    private final double[] below = new double[Backtest.LEVELS.size()];
    private final double[] inside = new double[VmTrial.INTERVALS];
    private final List<Double> ofVms = new ArrayList<>();
    private long values;
    private double demanded;
    private double loss;

    ScoreSum(int contender, int lead, int origins, List<VmTrial> trials) {
        this.contender = contender;
        this.lead = lead;
        this.origins = origins;
        trials.forEach(this::add);
    }

    private void add(VmTrial trial) {
        double own = 0;
        double ownLoss = 0;
        for (int origin = 0; origin < origins; origin++) {
            double actual = trial.actual(lead, origin);
            if (!Double.isNaN(actual)) {
                values++;
                own += Math.abs(actual);
                ownLoss += trial.loss(contender, lead, origin);
            }
        }
        demanded += own;
        loss += ownLoss;
        if (own > 0) {
            ofVms.add(wql(ownLoss, own));
        }
        for (int level = 0; level < below.length; level++) {
            below[level] += trial.below(contender, lead, level);
        }
        for (int i = 0; i < inside.length; i++) {
            inside[i] += trial.inside(contender, lead, i);
        }
    }

    /** Where nothing is demanded and nothing forecast, all is well. */
    private static double wql(double loss, double demanded) {
        return loss == 0 ? 0 : 2 * loss / demanded;
    }

    LeadScore score() {
        List<Double> reliability = new ArrayList<>();
        for (double each : below) {
            reliability.add(share(each));
        }
        return new LeadScore(
                values,
                share(loss),
                values == 0 ? Double.NaN : wql(loss, demanded),
                Medians.of(ofVms),
                share(inside[0]),
                share(inside[1]),
                share(inside[2]),
                reliability);
    }

    private double share(double sum) {
        return values == 0 ? Double.NaN : sum / values;
    }
}
