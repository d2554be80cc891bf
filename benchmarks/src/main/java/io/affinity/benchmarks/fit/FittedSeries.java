// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.fit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a fit, in R's names and signs; NaN for a figure that the model does not have. The arrays are not copied.
 *
 * @param mean of each step of the horizon; empty without one
 * @param deviation standard deviation of each forecast; intervals are normal
 * @param residuals one for each value of the series
 */
record FittedSeries(
        String model,
        Map<String, Double> parameters,
        double sigma2,
        double loglik,
        double aic,
        double aicc,
        double bic,
        double[] mean,
        double[] deviation,
        double[] residuals) {

    FittedSeries {
        parameters = new LinkedHashMap<>(parameters);
    }

    static FittedSeries withoutLikelihood(
            String model, Map<String, Double> parameters, double[] mean, double[] deviation, double[] residuals) {
        double none = Double.NaN;
        return new FittedSeries(model, parameters, none, none, none, none, none, mean, deviation, residuals);
    }

    /** {@return mean plus {@code z} standard deviations, for each step} */
    double[] bounds(double z) {
        double[] bounds = new double[mean.length];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = mean[i] + z * deviation[i];
        }
        return bounds;
    }
}
