package io.affinity.forecast.arima;

import io.affinity.forecast.internal.CalibratedModel;
import io.affinity.forecast.internal.LinearInterpolation;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The way from an estimate to a model that observes. */
final class FittedArima {

    private FittedArima() {}

    static FitResult of(ForecastRequest request, ArimaEstimate estimate) {
        if (!Double.isFinite(estimate.logLikelihood())) {
            return new FitResult.NotConverged("The log-likelihood (" + estimate.logLikelihood() + ") is not finite.");
        }
        ArimaOrder order = estimate.coefficients().order();
        RegressionPath regression =
                new RegressionPath(order, request.history(), request.covariates(), estimate.regression());
        double[] first = request.history().values();
        LinearInterpolation.fill(first);
        ArimaPoint point = new ArimaPoint(
                estimate.coefficients(), regression, Arrays.copyOf(first, order.lost()), description(estimate));
        if (order.lost() == 0) {
            point.observe(request.history().value(0));
        }
        return new FitResult.Fitted(CalibratedModel.of(request, Math.max(1, order.lost()), point));
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
