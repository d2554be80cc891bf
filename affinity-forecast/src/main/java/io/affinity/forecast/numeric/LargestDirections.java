// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import java.util.Arrays;

/**
 * Cholesky's factorization with pivots (Higham 2002, section 10.3): a covariance as a sum of few columns' squares.
 *
 * <p>By hand, as EJML's has no pivots and takes the whole matrix: of a state of 2,048 steps that would be 32 MB, of which
 * {@code most} columns are wanted. Here a column costs its length times those before it, and elements that no column needs
 * are never asked for.
 */
public final class LargestDirections {

    private static final double NOTHING = 1e-13;

    private LargestDirections() {}

    /** A covariance, element by element; need not be positive definite. */
    public interface Covariance {
        double at(int one, int other);
    }

    /** {@return at most {@code most} columns, the largest variance first} */
    public static double[][] of(Covariance covariance, int size, int most) {
        double[] left = new double[size];
        for (int i = 0; i < size; i++) {
            left[i] = covariance.at(i, i);
        }
        double[][] columns = new double[Math.min(size, most)][];
        double largest = 0;
        for (int count = 0; count < columns.length; count++) {
            int pivot = 0;
            for (int i = 1; i < size; i++) {
                pivot = left[i] > left[pivot] ? i : pivot;
            }
            largest = Math.max(largest, left[pivot]);
            if (!(left[pivot] > NOTHING * Math.max(1, largest))) {
                return Arrays.copyOf(columns, count);
            }
            double root = Math.sqrt(left[pivot]);
            double[] column = new double[size];
            for (int i = 0; i < size; i++) {
                double sum = covariance.at(i, pivot);
                for (int c = 0; c < count; c++) {
                    sum -= columns[c][i] * columns[c][pivot];
                }
                column[i] = sum / root;
                left[i] -= column[i] * column[i];
            }
            left[pivot] = 0;
            columns[count] = column;
        }
        return columns;
    }
}
