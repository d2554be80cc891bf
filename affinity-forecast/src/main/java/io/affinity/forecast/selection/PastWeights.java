// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import java.util.Locale;

/**
 * How much the long run and the regimes count beside a model, in each group of leads. Each lost something in each group ({@link PastTrial});
 * the weight is in proportion to {@code exp(-sharpness * (loss / least - 1))}, so that what does about as well counts about as
 * much and what is clearly worse does not count: a combination shrunk towards the simple mean, which is hard to beat (Timmermann
 * 2006, section 4.3). The next step is the model's alone. Immutable.
 */
final class PastWeights {

    private static final double SHARPNESS = 10;
    private static final double LEAST = 0.02;

    private final double[] longRun;
    private final double[] regimes;

    private PastWeights(double[] longRun, double[] regimes) {
        this.longRun = longRun;
        this.regimes = regimes;
    }

    /** {@return the weights by what was lost in a trial} */
    static PastWeights of(PastTrial trial) {
        PastWeights weights = new PastWeights(new double[LeadGroups.COUNT], new double[LeadGroups.COUNT]);
        for (int group = 0; group < LeadGroups.COUNT; group++) {
            weights.set(group, trial.loss(group, 0), trial.loss(group, 1), trial.loss(group, 2));
        }
        return weights;
    }

    private void set(int group, double model, double longLoss, double regimesLoss) {
        double least = Math.min(model, Math.min(longLoss, regimesLoss));
        if (Double.isNaN(least)) {
            longRun[group] = group == 0 ? 0 : longRun[group - 1];
            regimes[group] = group == 0 ? 0 : regimes[group - 1];
        } else if (model > 0) {
            double own = share(model, least);
            double all = own + share(longLoss, least) + share(regimesLoss, least);
            longRun[group] = share(longLoss, least) / all;
            regimes[group] = share(regimesLoss, least) / all;
        }
    }

    private static double share(double loss, double least) {
        return least > 0 ? Math.exp(-SHARPNESS * (loss / least - 1)) : loss > 0 ? 0 : 1;
    }

    /** {@return whether the past counts at all} */
    boolean matter() {
        for (int group = 0; group < LeadGroups.COUNT; group++) {
            if (longRun[group] + regimes[group] > LEAST) {
                return true;
            }
        }
        return false;
    }

    /** {@return the weights up to an hour and far ahead, for a person} */
    String describe() {
        int far = LeadGroups.COUNT - 1;
        return String.format(
                Locale.ROOT,
                "long run %.2f (far ahead %.2f), regimes %.2f (far ahead %.2f)",
                longRun[0],
                longRun[far],
                regimes[0],
                regimes[far]);
    }

    double longRun(int lead) {
        return LeadGroups.at(lead, 0, longRun);
    }

    double regimes(int lead) {
        return LeadGroups.at(lead, 0, regimes);
    }
}
