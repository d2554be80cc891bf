// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import java.util.Arrays;

/**
 * Least squares without a constant, whose coefficients are drawn to zero: {@code (X'X + penalty * mean(diag X'X) * I) b = X'y} (Hoerl and
 * Kennard, Technometrics 12 (1970), with a penalty that does not depend on the unit). The penalty is the one of a few that does best on the
 * last quarter of the rows, which is then learned as well. Rows are to come in the order of time. To draw coefficients to others than zero, give as
 * the target what these leave. Belongs to one thread.
 */
public final class RidgeRegression {

    private static final double[] PENALTIES = {1e-3, 1e-2, 0.1, 1, 10, 100};

    private final int size;

    /** A row and its target, one after the other. */
    private double[] rows = new double[0];

    private int count;

    /** @param size number of columns, at least 1 */
    public RidgeRegression(int size) {
        this.size = size;
    }

    /** Takes a row, copied, and what it should come to; one that is not finite is passed by. */
    public void add(double[] row, double target) {
        boolean isFinite = Double.isFinite(target);
        for (int j = 0; j < size; j++) {
            isFinite &= Double.isFinite(row[j]);
        }
        if (!isFinite) {
            return;
        }
        int width = size + 1;
        if ((count + 1) * width > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(64 * width, 2 * rows.length));
        }
        System.arraycopy(row, 0, rows, count * width, size);
        rows[count * width + size] = target;
        count++;
    }

    /** {@return the coefficients; all zero if there are fewer than four rows for each column} */
    public double[] solve() {
        if (count < 4 * size) {
            return new double[size];
        }
        int learned = count - count / 4;
        Products products = new Products(0, learned);
        double best = Double.POSITIVE_INFINITY;
        double penalty = PENALTIES[PENALTIES.length - 1];
        for (double candidate : PENALTIES) {
            double loss = loss(products.solved(candidate), learned);
            if (loss < best) {
                best = loss;
                penalty = candidate;
            }
        }
        if (!(best < loss(new double[size], learned))) {
            // Where nothing helps, nothing is learned.
            return new double[size];
        }
        products.add(learned, count);
        return products.solved(penalty);
    }

    private double loss(double[] coefficients, int from) {
        double sum = 0;
        for (int i = from; i < count; i++) {
            int at = i * (size + 1);
            double error = rows[at + size];
            for (int j = 0; j < size; j++) {
                error -= coefficients[j] * rows[at + j];
            }
            sum += error * error;
        }
        return sum;
    }

    /** Of columns with each other and with the target, over some of the rows. */
    private final class Products {

        private final double[] matrix = new double[size * size];
        private final double[] right = new double[size];

        Products(int from, int to) {
            add(from, to);
        }

        void add(int from, int to) {
            for (int i = from; i < to; i++) {
                int at = i * (size + 1);
                for (int j = 0; j < size; j++) {
                    right[j] += rows[at + j] * rows[at + size];
                    for (int k = 0; k <= j; k++) {
                        matrix[j * size + k] += rows[at + j] * rows[at + k];
                    }
                }
            }
        }

        double[] solved(double penalty) {
            double[] damped = matrix.clone();
            double trace = 0;
            for (int j = 0; j < size; j++) {
                trace += matrix[j * size + j];
            }
            for (int j = 0; j < size; j++) {
                damped[j * size + j] += penalty * trace / size;
            }
            NormalEquations equations = new NormalEquations(size, 0);
            equations.decompose(damped);
            double[] coefficients = right.clone();
            equations.solve(coefficients);
            return coefficients;
        }
    }
}
