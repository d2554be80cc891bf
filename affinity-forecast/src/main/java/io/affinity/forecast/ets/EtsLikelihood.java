// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.recursion.SmoothingState;

/** The likelihood of fixed parameters as R's {@code forecast::ets} defines it: without its constant. */
final class EtsLikelihood {

    private final EtsSpec spec;
    private final double[] values;
    private final int present;
    private final double leastSquares;

    /** @param values NaN where missing; not copied */
    EtsLikelihood(EtsSpec spec, double[] values) {
        this.spec = spec;
        this.values = values;
        int count = 0;
        double size = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                count++;
                size = Math.max(size, Math.abs(value));
            }
        }
        present = count;
        // Errors below what a double can tell apart are none: their logarithm would rule the choice of a model.
        double unit = spec.relative() ? 1e-13 : 1e-13 * size;
        leastSquares = Math.max(Double.MIN_NORMAL, count * unit * unit);
    }

    int present() {
        return present;
    }

    /**
     * {@return the logarithm of the likelihood}
     *
     * @param squares sum of the squared residuals
     * @param logarithmsOfMeans their sum where errors are multiplicative, else 0
     */
    double logarithm(double squares, double logarithmsOfMeans) {
        double bounded = Math.max(squares, leastSquares);
        return -0.5 * (present * Math.log(bounded) + 2 * logarithmsOfMeans);
    }

    /** Runs through the values; what it finds is in the result, and {@code state} is at their end. */
    Run run(SmoothingState state) {
        double[] residuals = new double[values.length];
        double squares = 0;
        double logarithms = 0;
        for (int i = 0; i < values.length; i++) {
            double mean = state.next();
            double error = values[i] - mean;
            residuals[i] = spec.relative() ? error / mean : error;
            if (Double.isNaN(error)) {
                state.advance(0);
                continue;
            }
            squares += residuals[i] * residuals[i];
            logarithms += spec.relative() ? Math.log(Math.abs(mean)) : 0;
            state.advance(error);
        }
        return new Run(residuals, squares, logarithm(squares, logarithms));
    }

    /** One pass through the values. */
    static final class Run {

        final double[] residuals;
        final double squares;
        final double loglik;

        Run(double[] residuals, double squares, double loglik) {
            this.residuals = residuals;
            this.squares = squares;
            this.loglik = loglik;
        }
    }
}
