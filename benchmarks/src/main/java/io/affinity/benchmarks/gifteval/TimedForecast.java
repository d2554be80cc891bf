// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import io.affinity.benchmarks.series.CpuClock;
import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.LinearPool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A forecast, and what it took.
 *
 * @param forecast null if nothing could be learned
 * @param millis CPU of learning and forecasting
 */
record TimedForecast(@Nullable Forecast forecast, double millis) {

    /** {@return what a forecaster says, which is told the horizon, a day and a week, and that demand is not negative} */
    static TimedForecast of(EvalWindow window, ForecasterChoice choice, Instant start) {
        GiftTask task = window.task();
        double[] history = window.history();
        List<Integer> periods = choice.periods().isEmpty() ? task.periods() : choice.periods();
        ForecastRequest request = ForecastRequest.of(
                        TimeSeries.of(start, task.step(), history), periods.toArray(Integer[]::new))
                .within(0, Double.POSITIVE_INFINITY)
                .withHorizon(task.horizon());
        CpuClock clock = CpuClock.start();
        FitResult result = choice.forecaster().fit(request);
        Forecast forecast = result instanceof FitResult.Fitted fitted
                ? fitted.model().forecast(task.horizon(), WindowAnswer.DECILES)
                : null;
        return new TimedForecast(forecast, clock.millis());
    }

    /** {@return the pool of those that could be learned} */
    static TimedForecast pool(List<TimedForecast> all) {
        CpuClock clock = CpuClock.start();
        List<Forecast> learned = new ArrayList<>();
        double millis = 0;
        for (TimedForecast one : all) {
            millis += one.millis();
            if (one.forecast() != null) {
                learned.add(one.forecast());
            }
        }
        Forecast pool = learned.size() > 1 ? LinearPool.of(learned) : learned.isEmpty() ? null : learned.get(0);
        return new TimedForecast(pool, millis + clock.millis());
    }
}
