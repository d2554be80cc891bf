package io.affinity.forecast.internal;

import java.util.Arrays;

/**
 * How the errors several steps ahead really grew, against what the model says of them.
 *
 * <p>A model's own variance is right only if the model is. A series that returns to its level, forecast by the last
 * value, has errors that stop growing while the formula goes on; these intervals would cover too much. So the forecasts
 * for a few leads are kept until their value arrives, and the mean squares compared. Constant time and memory.
 */
final class HorizonErrors {

    private static final int[] LEADS = {1, 2, 4, 8, 16, 32};

    /** Independent errors that the model's own formula is worth. */
    private static final double PRIOR = 2;

    /** A series that repeats itself exactly after a lead may have no error there; so much of one step's is kept. */
    private static final double LEAST_GROWTH = 0.25;

    /** After so many steps the oldest are forgotten, so that one odd hour does not count for ever. */
    private static final int MEMORY = 576;

    private static final int LEAST_KNOWN = 32;

    /** A squared error counts for at most so many times the mean: ten standard deviations. */
    private static final double MOST_SURPRISE = 100;

    private final PointModel point;
    private final double[] variances = new double[LEADS.length];
    private final double[] perVariance = new double[LEADS.length];
    /** What was forecast for the next values: first those of lead 1, then those of 2, and so on, each a ring. */
    private final double[] pending = new double[2 * LEADS[LEADS.length - 1] - 1];

    private final double[] meanSquares = new double[LEADS.length];
    private final int[] counts = new int[LEADS.length];
    private int steps;

    HorizonErrors(PointModel point) {
        this.point = point;
        double variance = 0;
        int lag = 0;
        for (int i = 0; i < LEADS.length; i++) {
            for (; lag < LEADS[i]; lag++) {
                variance += point.response(lag) * point.response(lag);
            }
            variances[i] = variance;
            perVariance[i] = 1 / variance;
        }
        Arrays.fill(pending, Double.NaN);
    }

    void write(StateWriter out) {
        out.putDoubles(pending);
        out.putDoubles(meanSquares);
        out.putInts(counts);
        out.putInt(steps);
    }

    /** @param point in the state that it had when this was put into bytes */
    static HorizonErrors read(StateReader in, PointModel point) {
        HorizonErrors errors = new HorizonErrors(point);
        in.takeDoubles(errors.pending);
        in.takeDoubles(errors.meanSquares);
        for (int i = 0, length = in.takeInt("the number of leads", LEADS.length, LEADS.length); i < length; i++) {
            errors.counts[i] = in.takeInt("a number of errors", 0, MEMORY);
        }
        errors.steps = in.takeInt();
        return errors;
    }

    /** Compares a value, not missing, with what was forecast for it. */
    void compare(double value) {
        for (int i = 0; i < LEADS.length; i++) {
            double error = value - pending[place(LEADS[i])];
            if (!Double.isNaN(error)) {
                counts[i] = Math.min(counts[i] + 1, MEMORY);
                double square = bounded(error * error * perVariance[i], i);
                // A division is dear, and most of the time the count is the same.
                double weight = counts[i] == MEMORY ? 1.0 / MEMORY : 1.0 / counts[i];
                meanSquares[i] += (square - meanSquares[i]) * weight;
            }
        }
    }

    /** Leads are powers of two. */
    private int place(int lead) {
        return lead - 1 + (steps & (lead - 1));
    }

    /** One absurd value would otherwise decide alone how errors grow: as those of an outlier, which do not. */
    private double bounded(double square, int index) {
        boolean known = counts[index] > LEAST_KNOWN && meanSquares[index] > 0;
        return known ? Math.min(square, MOST_SURPRISE * meanSquares[index]) : square;
    }

    /** Notes what the model, which has just seen the last value, says of the next ones. */
    void remember() {
        for (int lead : LEADS) {
            pending[place(lead)] = point.mean(lead);
        }
        steps++;
    }

    /** Notes that the last value was missing, so that nothing can be learned from the forecasts made after it. */
    void skip() {
        for (int lead : LEADS) {
            pending[place(lead)] = Double.NaN;
        }
        steps++;
    }

    /**
     * Writes the real variance of the error, as a multiple of the model's own, which is positive and finite: at index
     * {@code i} that of the lead {@code first + i}.
     *
     * @param first at least 1
     */
    void ratios(int first, double[] into) {
        int upper = 1;
        double low = ratioAt(0);
        double high = ratioAt(1);
        for (int i = 0; i < into.length; i++) {
            int lead = first + i;
            while (upper < LEADS.length - 1 && LEADS[upper] < lead) {
                upper++;
                low = high;
                high = ratioAt(upper);
            }
            int from = LEADS[upper - 1];
            double share = Math.min(1, (lead - from) / (double) (LEADS[upper] - from));
            into[i] = low + share * (high - low);
        }
    }

    private double ratioAt(int index) {
        if (index == 0 || !(meanSquares[0] > 0) || !Double.isFinite(meanSquares[index])) {
            return 1;
        }
        double seen = Math.max(LEAST_GROWTH / variances[index], meanSquares[index] / meanSquares[0]);
        // Errors of overlapping forecasts depend on each other: about one in LEADS[index] is new.
        double independent = counts[index] / (double) LEADS[index];
        return Math.pow(seen, independent / (independent + PRIOR));
    }
}
