// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;

/**
 * How far values really were from what was forecast for them, at leads that double. Forecasts wait here for their value;
 * those of long leads, which differ little from one step to the next, are made every few steps only. Constant time and
 * memory.
 *
 * <p>Of each lead at most {@value #MOST_WAITING} forecasts wait, in one array for all leads: with a lead and a stride that
 * are powers of two, the place of a forecast is a shift and a mask, and the one that is due is overwritten by the one made at
 * that step. A step serves the first four leads and, as strides double, less than one of the others on the average. Leads in between
 * are interpolated when quantiles are asked for, which is the dear part: a pass over the bins of each lead.
 */
final class HorizonScores {

    /** Powers of two. */
    private static final int[] LEADS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private static final int LEAST_LEADS = 6;

    /** How many forecasts of one lead wait at most. */
    private static final int MOST_WAITING = 8;

    /** A lead is looked at if the history holds it so many times. */
    private static final int LEAST_REPEATS = 12;

    /** Independent scores that the normal distribution is worth at the first lead. */
    private static final double NORMAL_PRIOR = 5;

    /** Independent scores that the shape seen at the lead before is worth at the others. */
    private static final double SHAPE_PRIOR = 50;

    /** Independent scores that the model's own formula for the variance is worth. */
    private static final double GROWTH_PRIOR = 2;

    /** A series that repeats itself exactly after a lead may have no error there; so much of one step's is kept. */
    private static final double LEAST_RATIO = 0.25;

    /**
     * How much of Student's correction is needed: half, as what a lead has few errors of its own for is partly taken from
     * the lead before, which has more.
     */
    private static final double STUDENT_SHARE = 0.5;

    /** With fewer independent errors than these, nobody can tell how wide the tails are. */
    private static final double LEAST_FREEDOM = 8;

    /** So many scores of its members a combination counts as its own. */
    private static final double MOST_BORROWED = 60;

    private final LeadScores[] scores;
    private final double[] deviations;
    private final double[] means;
    private final double[] scales;
    private int steps;

    /** @param length of the history */
    HorizonScores(PointModel point, int length) {
        this(point, leads(length), 0);
    }

    private HorizonScores(PointModel point, int leads, int steps) {
        this.steps = steps;
        scores = new LeadScores[leads];
        deviations = new double[leads];
        double variance = 0;
        int lag = 0;
        for (int i = 0; i < leads; i++) {
            scores[i] = new LeadScores();
            for (; lag < LEADS[i]; lag++) {
                variance += point.response(lag) * point.response(lag);
            }
            deviations[i] = Math.sqrt(variance);
        }
        means = new double[leads * MOST_WAITING];
        scales = new double[leads * MOST_WAITING];
        Arrays.fill(means, Double.NaN);
    }

    private static int leads(int length) {
        int leads = LEAST_LEADS;
        while (leads < LEADS.length && LEADS[leads] * LEAST_REPEATS <= length) {
            leads++;
        }
        return leads;
    }

    void write(StateWriter out) {
        out.putInt(scores.length);
        out.putInt(steps);
        out.putDoubles(means);
        out.putDoubles(scales);
        for (LeadScores lead : scores) {
            lead.write(out);
        }
    }

    /** @param point in the state that it had when this was put into bytes */
    static HorizonScores read(StateReader in, PointModel point) {
        int leads = in.takeInt("the number of leads", LEAST_LEADS, LEADS.length);
        int steps = in.takeInt("the number of steps", 0, Integer.MAX_VALUE);
        HorizonScores horizon = new HorizonScores(point, leads, steps);
        if (!Double.isFinite(horizon.deviations[leads - 1])) {
            throw in.broken("its errors grow beyond all numbers");
        }
        in.takeNumbersOrMissing("a mean", horizon.means);
        in.takeNumbersOrMissing("a scale", horizon.scales);
        for (int i = 0; i < leads; i++) {
            horizon.scores[i] = LeadScores.read(in);
        }
        return horizon;
    }

    /** Takes the scores of a model of the same kind in place of its own, in the units of this one. */
    void replaceBy(HorizonScores other) {
        for (int i = 0; i < Math.min(scores.length, other.scores.length); i++) {
            scores[i].clear();
            scores[i].take(other.scores[i], other.deviations[i] / deviations[i], other.scores[i].count());
        }
    }

    /** Begins with the shape of the scores of a member, counted as a few of its own. */
    void beginWith(HorizonScores member, double weight) {
        for (int i = 0; i < Math.min(scores.length, member.scores.length); i++) {
            double counted = weight * Math.min(MOST_BORROWED, member.scores[i].count());
            scores[i].take(member.scores[i], 1, counted);
        }
    }

    /** Compares the value of the next step, not missing, with what was forecast for it. */
    void compare(double value) {
        int step = steps + 1;
        for (int i = 0; i < scores.length && (step & (stride(i) - 1)) == 0; i++) {
            int place = place(i, step);
            double error = value - means[place];
            if (error == 0 && scales[place] >= 0) {
                scores[i].add(0);
            } else if (scales[place] > 0 && !Double.isNaN(error)) {
                // Where nothing has ever changed, the first change has no unit to be measured in.
                scores[i].add(error / scales[place]);
            }
        }
    }

    /** Notes what is forecast by the model, which has just seen the value of the next step. */
    void remember(PointModel point, ErrorScale scale) {
        steps++;
        for (int i = 0; i < scores.length && (steps & (stride(i) - 1)) == 0; i++) {
            int place = place(i, steps);
            means[place] = point.mean(LEADS[i]);
            scales[place] = scale.settled()
                    ? ErrorScale.withDoubt(scale.at(LEADS[i]) * deviations[i], point.doubt(LEADS[i]))
                    : Double.NaN;
        }
    }

    /** Notes that the value of the next step was missing, so that nothing can be learned from forecasts made after it. */
    void skip() {
        steps++;
        for (int i = 0; i < scores.length && (steps & (stride(i) - 1)) == 0; i++) {
            means[place(i, steps)] = Double.NaN;
        }
    }

    private static int stride(int index) {
        return Math.max(1, LEADS[index] / MOST_WAITING);
    }

    /** Where the forecast for a step waits: where its successor, made at that step, will. */
    private static int place(int index, int step) {
        int stride = stride(index);
        return index * MOST_WAITING + ((step / stride) & (LEADS[index] / stride - 1));
    }

    /**
     * Writes the quantiles of the errors in units of what the model takes for their standard deviation: of the lead
     * {@code first + i} from the index {@code i * levels.size()} on.
     *
     * @param first at least 1
     */
    void quantiles(int first, QuantileLevels levels, double[] into) {
        int size = levels.size();
        double[] normal = NormalQuantiles.of(levels);
        double[] low = normal.clone();
        double[] high = low.clone();
        double ratio = adapt(0, levels, 1, high);
        int upper = 0;
        double lowFreedom = 0;
        double highFreedom = independent(0);
        for (int lead = first; (lead - first) * size < into.length; lead++) {
            while (upper == 0 || (upper < scores.length - 1 && LEADS[upper] < lead)) {
                upper++;
                System.arraycopy(high, 0, low, 0, size);
                ratio = adapt(upper, levels, ratio, high);
                lowFreedom = highFreedom;
                highFreedom = independent(upper);
            }
            int from = LEADS[upper - 1];
            double share = Math.min(1, (lead - from) / (double) (LEADS[upper] - from));
            double doubt = 1 / Math.max(LEAST_FREEDOM, (1 - share) * lowFreedom + share * highFreedom);
            for (int l = 0; l < size; l++) {
                double quantile = (1 - share) * low[l] + share * high[l];
                into[(lead - first) * size + l] = quantile * studentized(normal[l], doubt);
            }
        }
    }

    /** Errors of overlapping forecasts depend on each other: about one in {@code LEADS[index]} steps is new. */
    private double independent(int index) {
        return scores[index].count() * stride(index) / LEADS[index];
    }

    /**
     * {@return how much farther out a quantile lies because the scale is known from a few errors only: Student's t over the
     * normal quantile, to the first order in the reciprocal of the degrees of freedom (Cornish and Fisher 1938)}
     */
    private static double studentized(double normal, double doubt) {
        return 1 + STUDENT_SHARE * (normal * normal + 1) / 4 * doubt;
    }

    /**
     * Replaces the quantiles of the lead before by those of this one: its own, as far as it has scores enough, and for the
     * rest those of the lead before, made as much larger as errors have grown.
     */
    private double adapt(int index, QuantileLevels levels, double ratioBefore, double[] quantiles) {
        LeadScores lead = scores[index];
        double independent = independent(index);
        double ratio = Math.pow(
                Math.max(LEAST_RATIO / deviations[index], Math.sqrt(lead.meanSquare())),
                independent / (independent + GROWTH_PRIOR));
        double shape = independent / (independent + (index == 0 ? NORMAL_PRIOR : SHAPE_PRIOR));
        double[] own = new double[quantiles.length];
        lead.quantiles(levels, independent, own);
        for (int l = 0; l < own.length; l++) {
            quantiles[l] = shape * own[l] + (1 - shape) * ratio / ratioBefore * quantiles[l];
        }
        return ratio;
    }
}
