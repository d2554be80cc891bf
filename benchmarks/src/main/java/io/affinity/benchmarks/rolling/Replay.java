// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import io.affinity.benchmarks.scores.NaiveScale;
import io.affinity.benchmarks.series.CpuClock;
import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.benchmarks.series.NamedSeries;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through one series as a control loop does: learns the first part, then forecasts and observes value by value.
 *
 * @param train values before the first origin
 * @param horizons steps ahead
 * @param stride steps from one forecast to the next
 * @param refitSteps steps from one fit to the next; 0 for one fit only
 * @param window the most values that a fit learns from
 * @param lower the least value possible
 * @param upper the greatest value possible
 */
record Replay(int train, List<Integer> horizons, int stride, int refitSteps, int window, double lower, double upper) {

    /** {@return whether the series is long enough, and has a value to learn from and one to compare with} */
    boolean covers(NamedSeries series) {
        int shortest = horizons.stream().min(Integer::compare).orElseThrow();
        double[] values = series.values();
        return values.length >= train + shortest
                && Arrays.stream(values, 0, train).anyMatch(value -> !Double.isNaN(value))
                && Arrays.stream(values, train, values.length).anyMatch(value -> !Double.isNaN(value));
    }

    SeriesLosses run(NamedSeries series, ForecasterChoice choice) {
        double[] values = series.values();
        List<HorizonLosses> losses = horizons.stream().map(HorizonLosses::new).toList();
        CpuClock fitting = CpuClock.start();
        FitResult first = fit(values, train, choice);
        double fitMillis = fitting.millis();
        double scale = NaiveScale.of(Arrays.copyOf(values, train), 1);
        if (!(first instanceof FitResult.Fitted fitted)) {
            return new SeriesLosses(series, choice.name(), scale, List.of(), first.toString(), 1, fitMillis, 0);
        }
        FittedModel model = fitted.model();
        String description = model.description();
        int fits = 1;
        double loopMillis = 0;
        int longest = horizons.stream().max(Integer::compare).orElseThrow();
        int shortest = horizons.stream().min(Integer::compare).orElseThrow();
        for (int origin = train; origin + shortest <= values.length; origin++) {
            if (refitSteps > 0 && origin > train && (origin - train) % refitSteps == 0) {
                fitting = CpuClock.start();
                if (fit(values, origin, choice) instanceof FitResult.Fitted again) {
                    model = again.model();
                }
                fitMillis += fitting.millis();
                fits++;
            }
            CpuClock looping = CpuClock.start();
            if ((origin - train) % stride == 0) {
                int steps = Math.min(longest, values.length - origin);
                Forecast forecast = model.forecast(steps, HorizonLosses.LEVELS);
                loopMillis += looping.millis();
                for (HorizonLosses loss : losses) {
                    loss.add(forecast, values, origin);
                }
                looping = CpuClock.start();
            }
            model.observe(values[origin]);
            loopMillis += looping.millis();
        }
        return new SeriesLosses(series, choice.name(), scale, losses, description, fits, fitMillis, loopMillis);
    }

    private FitResult fit(double[] values, int origin, ForecasterChoice choice) {
        int from = Math.max(0, origin - window);
        TimeSeries history =
                TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), Arrays.copyOfRange(values, from, origin));
        return choice.forecaster()
                .fit(ForecastRequest.of(history, choice.periods().toArray(Integer[]::new))
                        .within(lower, upper));
    }
}
