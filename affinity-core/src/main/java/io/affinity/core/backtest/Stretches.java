// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

/**
 * Losses of two contenders, added up by stretches of time that are as long as the lead: what is forecast from origins that are nearer to
 * each other than that may err for one and the same reason, and is no second proof.
 */
final class Stretches {

    private final int[] stretchOf;
    private final double[] losses;
    private final double[] references;
    private final int[] compared;

    /** @param known how many steps are known at each origin, in rising order */
    Stretches(int[] known, int lead) {
        stretchOf = new int[known.length];
        for (int i = 1; i < known.length; i++) {
            boolean isSame = (known[i] - known[0]) / lead == (known[i - 1] - known[0]) / lead;
            stretchOf[i] = stretchOf[i - 1] + (isSame ? 0 : 1);
        }
        int count = known.length == 0 ? 0 : stretchOf[known.length - 1] + 1;
        losses = new double[count];
        references = new double[count];
        compared = new int[count];
    }

    void add(int origin, double loss, double reference) {
        losses[stretchOf[origin]] += loss;
        references[stretchOf[origin]] += reference;
        compared[stretchOf[origin]]++;
    }

    /** {@return 1 - loss / loss of the reference; NaN if both are zero} */
    double skill() {
        return skill(-1);
    }

    private double skill(int without) {
        double loss = 0;
        double reference = 0;
        for (int i = 0; i < losses.length; i++) {
            loss += i == without ? 0 : losses[i];
            reference += i == without ? 0 : references[i];
        }
        return 1 - loss / reference;
    }

    /** {@return the standard error of {@link #skill}: Efron and Stein, "The Jackknife Estimate of Variance" (1981), section 1} */
    double error() {
        int count = count();
        if (count < LeadSkill.LEAST_STRETCHES) {
            return Double.NaN;
        }
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < losses.length; i++) {
            if (compared[i] > 0) {
                double skill = skill(i);
                sum += skill;
                squares += skill * skill;
            }
        }
        double mean = sum / count;
        return Math.sqrt(Math.max(0, squares / count - mean * mean) * (count - 1));
    }

    /** {@return by how much the loss is above that of the reference, in all} */
    double excess() {
        double excess = 0;
        for (int i = 0; i < losses.length; i++) {
            excess += losses[i] - references[i];
        }
        return excess;
    }

    /** {@return whether the excess is above what chance gives: twice the standard error of a sum of differences} */
    boolean isClearlyWorse() {
        int count = count();
        if (count < LeadSkill.LEAST_STRETCHES) {
            return false;
        }
        double mean = excess() / count;
        double squares = 0;
        for (int i = 0; i < losses.length; i++) {
            double off = losses[i] - references[i] - mean;
            squares += compared[i] > 0 ? off * off : 0;
        }
        return excess() > 2 * Math.sqrt(count * squares / (count - 1));
    }

    private int count() {
        int count = 0;
        for (int each : compared) {
            count += each > 0 ? 1 : 0;
        }
        return count;
    }
}
