package io.affinity.forecast.numeric;

import java.util.function.Function;

/**
 * Levenberg and Marquardt's search for the least sum of squares (damping by Nielsen 1999), with differences for
 * derivatives. An ARMA likelihood is a sum of squares once each residual carries its share of the determinant, and this
 * needs far fewer evaluations for it than a search that does not know so. Never moves to a point that is worse or not
 * finite; deterministic.
 */
public final class LeastSquaresSearch {

    private static final double STEP = 1e-6;
    private static final double MOST_DAMPING = 1e12;

    private final Function<double[], double[]> residuals;
    private final double tolerance;
    private int evaluationsLeft;
    private double[] point;
    private double[] current;
    private double least;

    private LeastSquaresSearch(
            Function<double[], double[]> residuals, double[] begin, double tolerance, int mostEvaluations) {
        this.residuals = residuals;
        this.tolerance = tolerance;
        evaluationsLeft = mostEvaluations;
        point = begin.clone();
        current = evaluate(point).clone();
        least = squares(current);
    }

    /** A point and the sum of squares there. */
    public static final class Minimum {

        private final double[] point;
        private final double squares;

        private Minimum(double[] point, double squares) {
            this.point = point;
            this.squares = squares;
        }

        public double[] point() {
            return point;
        }

        public double squares() {
            return squares;
        }
    }

    /**
     * {@return the best point found}
     *
     * @param residuals the same array may be returned by each call
     * @param tolerance relative decrease of the sum of squares that is not worth another step
     */
    public static Minimum minimize(
            Function<double[], double[]> residuals, double[] begin, double tolerance, int mostEvaluations) {
        LeastSquaresSearch search = new LeastSquaresSearch(residuals, begin, tolerance, mostEvaluations);
        search.run();
        return new Minimum(search.point, search.least);
    }

    private void run() {
        int n = point.length;
        double damping = -1;
        while (n > 0 && evaluationsLeft > n && least > 0 && Double.isFinite(least)) {
            double[][] derivatives = derivatives();
            double[][] normal = new double[n][n];
            double[] gradient = new double[n];
            double largest = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    normal[i][j] = product(derivatives[i], derivatives[j]);
                    normal[j][i] = normal[i][j];
                }
                gradient[i] = product(derivatives[i], current);
                largest = Math.max(largest, normal[i][i]);
            }
            if (!(largest > 0) || !Double.isFinite(largest)) {
                return;
            }
            damping = damping < 0 ? 1e-3 : damping;
            double before = least;
            damping = improve(normal, gradient, damping);
            if (!(before - least > tolerance * before)) {
                return;
            }
        }
    }

    /** Tries ever shorter steps until one is better. Returns the next damping. */
    private double improve(double[][] normal, double[] gradient, double begin) {
        double damping = begin;
        double growth = 2;
        while (evaluationsLeft > 0 && damping < MOST_DAMPING) {
            double[] step = solve(normal, gradient, damping);
            double expected = 0;
            double[] trial = point.clone();
            for (int i = 0; i < step.length; i++) {
                trial[i] -= step[i];
                expected += step[i] * (gradient[i] + damping * normal[i][i] * step[i]);
            }
            double[] there = evaluate(trial);
            double squares = squares(there);
            if (squares < least) {
                double ratio = (least - squares) / Math.max(expected, Double.MIN_NORMAL);
                point = trial;
                current = there.clone();
                least = squares;
                double cubed = 2 * ratio - 1;
                return Math.max(1e-12, damping * Math.max(1.0 / 10, 1 - cubed * cubed * cubed));
            }
            if (expected < tolerance * least) {
                return damping;
            }
            damping *= growth;
            growth *= 2;
        }
        return damping;
    }

    private double[][] derivatives() {
        double[][] derivatives = new double[point.length][current.length];
        for (int i = 0; i < point.length; i++) {
            double[] moved = point.clone();
            // Towards the middle, where the function is defined.
            double step = (point[i] > 0 ? -STEP : STEP) * (1 + Math.abs(point[i]));
            moved[i] += step;
            double[] there = evaluate(moved);
            for (int t = 0; t < current.length; t++) {
                derivatives[i][t] = (there[t] - current[t]) / (moved[i] - point[i]);
            }
        }
        return derivatives;
    }

    private double[] evaluate(double[] at) {
        evaluationsLeft--;
        return residuals.apply(at);
    }

    /** {@return the solution of {@code (normal + damping * its diagonal) x = right}}, by Cholesky */
    private static double[] solve(double[][] normal, double[] right, double damping) {
        int n = right.length;
        double[][] root = new double[n][n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = normal[i][j] + (i == j ? damping * normal[i][i] : 0);
                for (int k = 0; k < j; k++) {
                    sum -= root[i][k] * root[j][k];
                }
                if (i == j) {
                    root[i][i] = sum > 1e-14 * normal[i][i] ? Math.sqrt(sum) : 0;
                } else {
                    root[i][j] = root[j][j] == 0 ? 0 : sum / root[j][j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= root[i][k] * x[k];
            }
            x[i] = root[i][i] == 0 ? 0 : sum / root[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < n; k++) {
                sum -= root[k][i] * x[k];
            }
            x[i] = root[i][i] == 0 ? 0 : sum / root[i][i];
        }
        return x;
    }

    private static double squares(double[] values) {
        double sum = product(values, values);
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
