// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import io.affinity.benchmarks.command.Spread;
import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.benchmarks.series.ProcessClock;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.SeriesResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Models for all windows of one number, learned from all series before them, and pooled where there are several.
 *
 * @param forecasters of fleets, at least one
 * @param singles that answer each window beside them
 */
record FleetAnswers(List<FleetForecaster> forecasters, List<ForecasterChoice> singles, int threads) implements Answers {

    /** Forecasts that are held at once. */
    private static final int CHUNK = 256;

    @Override
    public void answer(List<EvalWindow> all, Predicate<EvalWindow> isAsked, Instant start, Sink sink)
            throws IOException, InterruptedException {
        int windows = all.isEmpty() ? 0 : all.get(0).task().windows();
        for (int number = 0; number < windows; number++) {
            int wanted = number;
            List<EvalWindow> series =
                    all.stream().filter(window -> window.window() == wanted).toList();
            FleetWindow fleet = FleetWindow.of(series, start);
            List<List<TimedForecast>> told = forecasters.stream()
                    .map(forecaster -> told(fleet, forecaster))
                    .toList();
            List<Callable<WindowAnswer>> answers = IntStream.range(0, series.size())
                    .filter(s -> isAsked.test(series.get(s)))
                    .<Callable<WindowAnswer>>mapToObj(s -> () -> answer(
                            series.get(s), told.stream().map(one -> one.get(s)).toList(), start))
                    .toList();
            for (int from = 0; from < answers.size(); from += CHUNK) {
                List<Callable<WindowAnswer>> chunk = answers.subList(from, Math.min(answers.size(), from + CHUNK));
                for (WindowAnswer answer : Spread.over(threads, chunk)) {
                    sink.take(answer);
                }
            }
        }
    }

    private WindowAnswer answer(EvalWindow window, List<TimedForecast> ofFleets, Instant start) {
        List<TimedForecast> all = new ArrayList<>(ofFleets);
        singles.forEach(single -> all.add(TimedForecast.of(window, single, start)));
        return WindowAnswer.of(window, TimedForecast.pool(all));
    }

    private static List<TimedForecast> told(FleetWindow fleet, FleetForecaster forecaster) {
        GiftTask task = fleet.series().get(0).task();
        ProcessClock clock = ProcessClock.start();
        FleetFitResult result = forecaster.fit(
                FleetRequest.of(fleet, task.periods().toArray(Integer[]::new)).withHorizon(task.horizon()));
        List<SeriesResult> forecasts = result instanceof FleetFitResult.Fitted fitted
                ? fitted.model().forecast(task.horizon(), WindowAnswer.DECILES)
                : List.of();
        double millis = clock.millis() / fleet.series().size();
        return IntStream.range(0, fleet.series().size())
                .mapToObj(s -> new TimedForecast(forecasts.isEmpty() ? null : forecast(forecasts.get(s)), millis))
                .toList();
    }

    private static @Nullable Forecast forecast(SeriesResult result) {
        if (result instanceof SeriesResult.Forecasted own) {
            return own.forecast();
        } else if (result instanceof SeriesResult.ByAttributes alike) {
            return alike.forecast();
        } else if (result instanceof FitResult.InsufficientHistory || result instanceof FitResult.NotConverged) {
            return null;
        }
        throw new IllegalStateException("An unknown kind of result: " + result);
    }
}
