package io.affinity.forecast.numeric;

import java.util.Arrays;

/**
 * The step of the method of Levenberg and Marquardt, some coordinates of which may be held at a given length; by
 * Cholesky's factors of the damped normal matrix.
 */
final class DampedEquations {

    private final double[] normal;
    private final double[] gradient;
    private final double[] factor;
    private final double[] step;
    private final boolean[] held;

    /** @param normal lower triangle, row by row; not copied, as is {@code gradient} */
    DampedEquations(double[] normal, double[] gradient) {
        this.normal = normal;
        this.gradient = gradient;
        factor = new double[normal.length];
        step = new double[gradient.length];
        held = new boolean[gradient.length];
    }

    /** Lets all coordinates move. */
    void release() {
        Arrays.fill(held, false);
    }

    /** {@return whether the coordinate could move before} From now on its step has this length. */
    boolean hold(int index, double length) {
        boolean moved = !held[index];
        held[index] = true;
        step[index] = length;
        return moved;
    }

    /** {@return the step, valid until the next call} */
    double[] solve(double damping) {
        decompose(damping);
        int n = step.length;
        for (int i = 0; i < n; i++) {
            if (held[i]) {
                continue;
            }
            double sum = -gradient[i];
            for (int k = 0; k < n; k++) {
                if (held[k]) {
                    sum -= normal[Math.max(i, k) * n + Math.min(i, k)] * step[k];
                } else if (k < i) {
                    sum -= factor[i * n + k] * step[k];
                }
            }
            step[i] = sum / factor[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            if (!held[i]) {
                double sum = step[i];
                for (int k = i + 1; k < n; k++) {
                    sum -= held[k] ? 0 : factor[k * n + i] * step[k];
                }
                step[i] = sum / factor[i * n + i];
            }
        }
        return step;
    }

    private void decompose(double damping) {
        int n = step.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                if (held[i] || held[j]) {
                    factor[i * n + j] = 0;
                    continue;
                }
                double sum = normal[i * n + j];
                double diagonal = sum > 0 ? sum * (1 + damping) : 1;
                sum = i == j ? diagonal : sum;
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * n + k] * factor[j * n + k];
                }
                // Rounding may leave nothing of a coordinate that depends on others: it then hardly moves.
                double pivot = Math.sqrt(Math.max(sum, 1e-14 * diagonal));
                factor[i * n + j] = i == j ? pivot : sum / factor[j * n + j];
            }
        }
    }
}
