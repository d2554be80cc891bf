package io.affinity.forecast.shape;

import java.util.Arrays;

/** What is the same for a day to learn from and a day to forecast. */
final class Levels {

    /** Of {@link #row}. */
    static final int COLUMNS = 3;

    /** Of a day whose values all but cancel out. */
    private static final double MOST = 1e6;

    private Levels() {}

    /** {@return by how much the newest level, the one before and the oldest differ from the mean of all, the newest of which is the first} */
    static double[] row(double[] levels) {
        double mean = mean(levels);
        return new double[] {levels[0] - mean, levels[1] - mean, levels[levels.length - 1] - mean};
    }

    /** {@return the level after these; no farther from them than they are from each other} */
    static double next(double[] levels, double[] weights) {
        double[] row = row(levels);
        double next = mean(levels);
        for (int k = 0; k < row.length; k++) {
            next += weights[k] * row[k];
        }
        double least = Arrays.stream(levels).min().orElse(next);
        double most = Arrays.stream(levels).max().orElse(next);
        return Math.max(2 * least - most, Math.min(2 * most - least, next));
    }

    static double mean(double[] levels) {
        double mean = 0;
        for (double level : levels) {
            mean += level / levels.length;
        }
        return mean;
    }

    /** {@return the value as a share of the level of its day; of a day of nothing, the shape is flat} */
    static double shape(double value, double level) {
        return Math.abs(level) > Double.MIN_NORMAL ? Math.max(-MOST, Math.min(MOST, value / level)) : 1;
    }
}
