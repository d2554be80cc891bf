// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;

/**
 * How levels to come follow from those that are known: {@code m + sum_j a_j (x_j - m)}, with the usual level {@code m} of the days that are kept
 * and, as {@code x}, the level of the last hour, of the last quarter of a day, of the newest day, of the day before, and of the day that was at the same
 * place of the week. The weights {@code a} are others for the next hours, for the rest of the next day and for the days after it, so that a level which
 * has just shifted counts for as far ahead as such shifts have lasted.
 *
 * <p>Weights are learned from differences of the sizes that there were. Of a larger one, what is beyond them has weights of its own, by which it is
 * believed: where levels have only ever been noise about their mean, a shift is none.
 */
final class LevelRule {

    static final int COLUMNS = 5;

    /** The next hour, the hours after it, the rest of a day, the days after it. */
    static final int PARTS = 4;

    static final double MOST_WEIGHT = 1e3;

    /** So many columns are of the present day. */
    private static final int OF_PRESENT = 3;

    /** How much of what the levels of the present differ by is doubted, by part. */
    private static final double[] DOUBTS = {0.5, 0.75, 1, 1};

    private static final double[][] PRIOR = {
        {0.7, 0.3, 0, 0, 0}, {0.5, 0.4, 0.1, 0, 0}, {0.25, 0.5, 0.25, 0, 0}, {0.1, 0.4, 0.4, 0.1, 0},
    };

    /** Differences of so many times their root mean square are no longer like those that were learned from. */
    private static final double MOST_USUAL = 3;

    private final double[] weights;

    /** The largest usual difference, as a share of the scale, by column. */
    private final double[] usual;

    private LevelRule(double[] weights, double[] usual) {
        this.weights = weights;
        this.usual = usual;
    }

    /** {@return the rule that is good where nothing has been learned} */
    static LevelRule untaught() {
        return new LevelRule(new double[PARTS * COLUMNS], new double[COLUMNS]);
    }

    /**
     * {@return a rule that was learned}
     *
     * @param beyond what the weights are beyond those of {@link #untaught}, by part and column
     * @param meanSquares of differences over their scale, by column
     */
    static LevelRule of(double[] beyond, double[] meanSquares) {
        double[] weights = new double[PARTS * COLUMNS];
        Arrays.setAll(weights, i -> bounded(beyond[i]));
        double[] usual = new double[COLUMNS];
        Arrays.setAll(usual, j -> Math.min(1, MOST_USUAL * Math.sqrt(meanSquares[j])));
        return new LevelRule(weights, usual);
    }

    static LevelRule read(StateReader in) {
        LevelRule rule = untaught();
        in.takeNumbers("a weight of levels", MOST_WEIGHT, rule.weights);
        in.takeNumbers("a usual difference", 1, rule.usual);
        return rule;
    }

    void write(StateWriter out) {
        out.putDoubles(weights);
        out.putDoubles(usual);
    }

    /** {@return a weight that is not beyond all reason} */
    static double bounded(double weight) {
        return Math.max(-MOST_WEIGHT, Math.min(MOST_WEIGHT, weight));
    }

    /** {@return the first lead of a part} */
    static int from(int part, int period) {
        return switch (part) {
            case 0 -> 1;
            case 1 -> 1 + Math.max(1, period / 16);
            case 2 -> 1 + Math.max(1, period / 4);
            default -> 1 + period;
        };
    }

    /** {@return the last lead of a part, before its first if the day is too short to have it} */
    static int to(int part, int period) {
        return part == PARTS - 1 ? 2 * period : from(part + 1, period) - 1;
    }

    /**
     * Writes by how much each of the levels differs from the usual level.
     *
     * @param same the day that was at the same place of the week
     */
    static void row(RecentDays days, double hour, double hours, int same, double mean, double[] row) {
        row[0] = hour - mean;
        row[1] = hours - mean;
        row[2] = days.level(0) - mean;
        row[3] = days.level(1) - mean;
        row[4] = days.level(same) - mean;
    }

    /** {@return the size against which differences are small or large} */
    static double scale(double[] row, double mean) {
        double scale = Math.abs(mean);
        for (double difference : row) {
            scale = Math.max(scale, Math.abs(difference));
        }
        return scale;
    }

    /**
     * {@return how far the level of a part may be off, as a standard deviation: as far as the levels of the last hour, of the last hours and of the day
     * differ in what is beyond the usual, and less for what comes next} While a shift is seen in the last hours only, it may stay or go; once it is
     * seen in the whole day, it is certain.
     */
    double doubt(double[] row, double mean, int part) {
        double scale = scale(row, mean);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < OF_PRESENT; j++) {
            double beyond = row[j] - usualPart(row[j], j, scale);
            least = Math.min(least, beyond);
            most = Math.max(most, beyond);
        }
        return DOUBTS[part] * (most - least);
    }

    /** {@return by how much the level of a part differs from the usual level} */
    double difference(double[] row, double mean, int part) {
        double scale = scale(row, mean);
        double sum = 0;
        for (int j = 0; j < COLUMNS; j++) {
            sum += PRIOR[part][j] * row[j] + weights[part * COLUMNS + j] * usualPart(row[j], j, scale);
        }
        return sum;
    }

    /** {@return as much of a difference as is usual in its column} */
    private double usualPart(double difference, int column, double scale) {
        double most = usual[column] * scale;
        return Math.max(-most, Math.min(most, difference));
    }

    /** {@return what a usual difference counts for} */
    double weight(int part, int column) {
        return PRIOR[part][column] + weights[part * COLUMNS + column];
    }
}
