// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.benchmarks.scores.ForecastScores;
import io.affinity.benchmarks.series.CpuClock;
import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.forecast.arima.Arima;
import io.affinity.forecast.arima.ArimaFit;
import io.affinity.forecast.arima.model.ArimaForecast;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import java.time.Duration;
import java.time.Instant;

/** The forecasters of this library. */
final class OurMethods {

    private OurMethods() {}

    /** {@return a forecaster as an embedder uses it} */
    static Method of(ForecasterChoice choice, double lower, double upper) {
        return new PerSeriesMethod(choice.name(), (task, clock) -> {
            TimeSeries history = TimeSeries.of(
                    Instant.EPOCH, Duration.ofHours(1), task.history().values());
            FitResult result = choice.forecaster()
                    .fit(ForecastRequest.of(history, choice.periods().toArray(Integer[]::new))
                            .within(lower, upper));
            if (result instanceof FitResult.Fitted fitted) {
                Forecast forecast = fitted.model().forecast(task.horizon(), ForecastScores.LEVELS);
                double millis = clock.millis();
                return new SeriesAnswer(
                        forecast, Double.NaN, millis, fitted.model().description());
            }
            return SeriesAnswer.failed(clock.millis(), result.toString());
        });
    }

    /** {@return maximum likelihood of one order and nothing else, which is what the peers' functions do} */
    static Method maximumLikelihood(PeerOrder order) {
        return new PerSeriesMethod("arima-ml", (task, clock) -> estimate(task, order, clock));
    }

    private static SeriesAnswer estimate(Task task, PeerOrder order, CpuClock clock) {
        ArimaFit fit = Arima.estimate(task.history().values(), order.at(task.period()));
        ArimaForecast forecast = fit.forecast(task.horizon());
        Forecast normal = NormalForecast.of(forecast.mean(), forecast.standardErrors());
        double millis = clock.millis();
        return new SeriesAnswer(normal, fit.logLikelihood(), millis, fit.order().toString());
    }
}
