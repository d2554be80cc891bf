// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

/**
 * The straight line with the least squares through values at equal steps. With time counted from its middle the two unknowns
 * are two sums, and no equations are left to solve.
 *
 * @param mean the value in the middle
 * @param slope by which it grows each step; NaN where there is but one
 */
public record StraightLine(double mean, double slope) {

    /** {@return the line through the first {@code length} values, none missing} */
    public static StraightLine through(double[] values, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += values[i];
        }
        double mean = sum / length;
        double center = (length - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < length; i++) {
            products += (i - center) * (values[i] - mean);
            squares += (i - center) * (i - center);
        }
        return new StraightLine(mean, products / squares);
    }

    /** {@return the value so many steps, not always whole ones, after the middle} */
    public double after(double steps) {
        return mean + slope * steps;
    }
}
