// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import io.affinity.forecast.arima.estimation.ArimaEstimate;
import io.affinity.forecast.arima.filter.ArimaPoint;
import io.affinity.forecast.arima.filter.FilteredSeries;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.regression.RegressionPath;
import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.numeric.LinearInterpolation;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The way from an estimate to a model that observes. */
final class OnlineArima {

    /** Beyond it, an exact filter of a history with gaps would take seconds. */
    private static final double MOST_WORK = 2e9;

    private OnlineArima() {}

    static FitResult of(ForecastRequest request, ArimaEstimate estimate) {
        if (!Double.isFinite(estimate.logLikelihood())) {
            return new FitResult.NotConverged("The log-likelihood (" + estimate.logLikelihood() + ") is not finite.");
        }
        ArimaOrder order = estimate.coefficients().order();
        RegressionPath regression =
                new RegressionPath(order, request.history(), request.covariates(), estimate.regression());
        double[] values = request.history().values();
        double[] filled = values.clone();
        LinearInterpolation.fill(filled);
        ArimaPoint point = ArimaPoint.after(
                Arrays.copyOf(filled, order.lost()), estimate.coefficients(), regression, description(estimate));
        if (order.lost() == 0) {
            point.observe(values[0]);
        }
        CalibratedModel model = CalibratedModel.of(request, Math.max(1, order.lost()), point);
        double longest = order.lost() + (double) order.period();
        if (request.history().present() < values.length && values.length * longest * longest < MOST_WORK) {
            for (int i = 0; i < values.length; i++) {
                values[i] -= regression.at(i);
            }
            point.resume(new FilteredSeries(values, estimate.coefficients()));
        }
        return new FitResult.Fitted(model);
    }

    private static String description(ArimaEstimate estimate) {
        StringJoiner text = new StringJoiner(", ");
        text.add("arima " + estimate.coefficients().order());
        for (Map.Entry<String, Double> parameter :
                estimate.coefficients().named().entrySet()) {
            text.add(String.format(Locale.ROOT, "%s %.3f", parameter.getKey(), parameter.getValue()));
        }
        return text.toString();
    }
}
