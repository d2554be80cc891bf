// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.fit;

import io.affinity.forecast.arima.Arima;
import io.affinity.forecast.arima.ArimaFit;
import io.affinity.forecast.arima.AutoArima;
import io.affinity.forecast.arima.model.ArimaForecast;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.forecast.ets.ClassicHoltWinters;
import io.affinity.forecast.ets.Ets;
import io.affinity.forecast.ets.EtsFit;
import io.affinity.forecast.ets.EtsForecast;
import io.affinity.forecast.ets.EtsSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One model for one series; everything has been read from files, so that running it costs the fit and nothing else. */
final class FitTask {

    private final FitOptions options;
    private final double[] series;
    private final Regressors regressors;

    private FitTask(FitOptions options, double[] series, Regressors regressors) {
        this.options = options;
        this.series = series;
        this.regressors = regressors;
    }

    /**
     * {@return the task that the options describe}
     *
     * @throws IllegalArgumentException if options, series or regressors are illegal
     */
    static FitTask of(FitOptions options) throws IOException {
        options.check();
        double[] series = options.values();
        Regressors regressors = options.regressors(series.length);
        // As in R: where a regressor is missing, the value of the series tells nothing.
        return new FitTask(options, regressors.withoutUnexplained(series), regressors);
    }

    FittedSeries run() {
        return switch (options.model) {
            case "arima" -> arima();
            case "auto-arima" -> of(new AutoArima().estimate(series, options.period), Map.of());
            case "ets" -> ets();
            case "holtwinters" -> holtWinters();
            default -> throw new IllegalStateException("The options let the model (" + options.model + ") pass.");
        };
    }

    private FittedSeries arima() {
        ArimaOrder order = options.arimaOrder();
        Map<String, double[]> past = regressors.past();
        int parameters = order.ar() + order.ma() + order.seasonalAr() + order.seasonalMa() + past.size();
        parameters += order.constant() == Constant.ESTIMATED ? 1 : 0;
        // Only a part of them fixed: the others are estimated, and the criteria count those.
        ArimaFit fit = options.fixed.size() == parameters
                ? Arima.evaluate(series, order, past, options.fixed)
                : Arima.estimate(series, order, past, options.fixed);
        return of(fit, regressors.future());
    }

    private FittedSeries of(ArimaFit fit, Map<String, double[]> future) {
        double[] mean = {};
        double[] deviation = {};
        if (options.horizon > 0) {
            ArimaForecast forecast = fit.forecast(options.horizon, future);
            mean = forecast.mean();
            deviation = forecast.standardErrors();
        }
        return new FittedSeries(
                "ARIMA" + fit.order(),
                fit.parameters(),
                fit.sigma2(),
                fit.logLikelihood(),
                fit.aic(),
                fit.aicc(),
                fit.bic(),
                mean,
                deviation,
                fit.residuals());
    }

    private FittedSeries ets() {
        EtsSpec spec = EtsSpec.parse(options.spec);
        EtsFit fit = options.fixed.isEmpty()
                ? Ets.estimate(series, options.period, spec)
                : Ets.evaluate(series, options.period, spec, options.fixed);
        double[] mean = {};
        double[] deviation = {};
        if (options.horizon > 0) {
            EtsForecast forecast = fit.forecastLikeR(options.horizon);
            mean = forecast.mean();
            deviation = forecast.standardDeviation();
        }
        return new FittedSeries(
                "ETS(" + spec + ")",
                fit.parameters(),
                fit.sigma2(),
                fit.loglik(),
                fit.aic(),
                fit.aicc(),
                fit.bic(),
                mean,
                deviation,
                fit.residuals());
    }

    private FittedSeries holtWinters() {
        EtsSpec.Season season =
                options.kind.equals("additive") ? EtsSpec.Season.ADDITIVE : EtsSpec.Season.MULTIPLICATIVE;
        ClassicHoltWinters fit = options.fixed.isEmpty()
                ? ClassicHoltWinters.estimate(series, options.period, season)
                : ClassicHoltWinters.evaluate(
                        series, options.period, season, fixed("alpha"), fixed("beta"), fixed("gamma"));
        double[] mean = {};
        double[] deviation = {};
        if (options.horizon > 0) {
            EtsForecast forecast = fit.forecastLikeR(options.horizon);
            mean = forecast.mean();
            deviation = forecast.standardDeviation();
        }
        Map<String, Double> parameters = new LinkedHashMap<>(fit.parameters());
        parameters.putAll(fit.coefficients());
        parameters.put("SSE", fit.sumOfSquares());
        return FittedSeries.withoutLikelihood(
                "HoltWinters(" + options.kind + ")", parameters, mean, deviation, fit.residuals());
    }

    private double fixed(String name) {
        Double value = options.fixed.get(name);
        if (value == null || options.fixed.size() != 3) {
            throw new IllegalArgumentException(
                    "The fixed parameters " + options.fixed + " must be alpha, beta and gamma.");
        }
        return value;
    }
}
