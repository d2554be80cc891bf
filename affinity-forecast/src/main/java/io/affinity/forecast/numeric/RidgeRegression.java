package io.affinity.forecast.numeric;

import java.util.Arrays;

/**
 * Least squares without a constant, whose coefficients are drawn to zero: {@code (X'X + penalty * mean(diag X'X) * I) b = X'y} (Hoerl and
 * Kennard, Technometrics 12 (1970), with a penalty that does not depend on the unit). The penalty is the one of a few that does best on the
 * last quarter of the rows, which is then learned as well. Rows are to come in the order of time. Belongs to one thread.
 */
public final class RidgeRegression {

    private static final double[] PENALTIES = {1e-3, 1e-2, 0.1, 1, 10, 100};

    private final int size;
    private double[] rows = new double[0];
    private int count;

    /** @param size number of columns, at least 1 */
    public RidgeRegression(int size) {
        this.size = size;
    }

    /** Takes a row, copied, and what it should come to; one that is not finite is passed by. */
    public void add(double[] row, double target) {
        boolean isFinite = Double.isFinite(target) && Arrays.stream(row).allMatch(Double::isFinite);
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
        double best = Double.POSITIVE_INFINITY;
        double penalty = PENALTIES[PENALTIES.length - 1];
        for (double candidate : PENALTIES) {
            double loss = loss(solve(learned, candidate), learned);
            if (loss < best) {
                best = loss;
                penalty = candidate;
            }
        }
        // Where nothing helps, nothing is learned.
        return best < loss(new double[size], learned) ? solve(count, penalty) : new double[size];
    }

    private double[] solve(int learned, double penalty) {
        double[] normal = new double[size * size];
        double[] right = new double[size];
        for (int i = 0; i < learned; i++) {
            int at = i * (size + 1);
            for (int j = 0; j < size; j++) {
                right[j] += rows[at + j] * rows[at + size];
                for (int k = 0; k <= j; k++) {
                    normal[j * size + k] += rows[at + j] * rows[at + k];
                }
            }
        }
        double trace = 0;
        for (int j = 0; j < size; j++) {
            trace += normal[j * size + j];
        }
        for (int j = 0; j < size; j++) {
            normal[j * size + j] += penalty * trace / size;
        }
        NormalEquations equations = new NormalEquations(size, 0);
        equations.decompose(normal);
        equations.solve(right);
        return right;
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
}
