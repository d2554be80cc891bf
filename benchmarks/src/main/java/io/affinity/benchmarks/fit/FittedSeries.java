package io.affinity.benchmarks.fit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a fit, in R's names and signs; NaN for a figure that the model does not have. The arrays are not copied.
 *
 * @param deviation standard deviation of each forecast; intervals are normal
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
}
