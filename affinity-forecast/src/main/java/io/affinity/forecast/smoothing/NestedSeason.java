// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

/**
 * A long season made of shorter ones, as a week is of days: what is alike among the parts is averaged, so that the one or
 * two weeks there are leave less noise in the profile, and a Monday may learn from a Tuesday but not from a Sunday.
 */
final class NestedSeason {

    /** Parts that differ by so many times what the two most alike do are the same but for noise. */
    private static final double ALIKE = 1.5;

    private NestedSeason() {}

    /**
     * {@return the season with each part replaced by the mean of those like it}
     *
     * @param part length of a part, in steps; divides the length of the season
     */
    static double[] averaged(double[] season, int part) {
        int parts = season.length / part;
        double[][] differences = new double[parts][parts];
        double least = Double.POSITIVE_INFINITY;
        for (int a = 1; a < parts; a++) {
            for (int b = 0; b < a; b++) {
                double difference = difference(season, a * part, b * part, part);
                differences[a][b] = difference;
                differences[b][a] = difference;
                least = Math.min(least, difference);
            }
        }
        double[] averaged = new double[season.length];
        for (int a = 0; a < parts; a++) {
            average(season, part, differences[a], ALIKE * least, a * part, averaged);
        }
        return averaged;
    }

    private static void average(
            double[] season, int part, double[] differences, double most, int from, double[] averaged) {
        int alike = 0;
        for (int b = 0; b < differences.length; b++) {
            // A part differs from itself by nothing.
            if (differences[b] <= most) {
                alike++;
                for (int i = 0; i < part; i++) {
                    averaged[from + i] += season[b * part + i];
                }
            }
        }
        for (int i = 0; i < part; i++) {
            averaged[from + i] /= alike;
        }
    }

    private static double difference(double[] season, int first, int second, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Math.abs(season[first + i] - season[second + i]);
        }
        return sum;
    }
}
