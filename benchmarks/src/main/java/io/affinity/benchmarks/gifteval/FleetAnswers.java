package io.affinity.benchmarks.gifteval;

import io.affinity.benchmarks.series.ProcessClock;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.SeriesResult;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A model for all windows of one number, learned from all series before them. */
record FleetAnswers(FleetForecaster forecaster) implements Answers {

    @Override
    public void answer(List<EvalWindow> all, Predicate<EvalWindow> isAsked, Instant start, Sink sink)
            throws IOException {
        int windows = all.isEmpty() ? 0 : all.get(0).task().windows();
        for (int number = 0; number < windows; number++) {
            int wanted = number;
            List<EvalWindow> series =
                    all.stream().filter(window -> window.window() == wanted).toList();
            answer(FleetWindow.of(series, start), isAsked, sink);
        }
    }

    private void answer(FleetWindow fleet, Predicate<EvalWindow> isAsked, Sink sink) throws IOException {
        GiftTask task = fleet.series().get(0).task();
        ProcessClock clock = ProcessClock.start();
        FleetFitResult result = forecaster.fit(
                FleetRequest.of(fleet, task.periods().toArray(Integer[]::new)).withHorizon(task.horizon()));
        List<SeriesResult> forecasts = result instanceof FleetFitResult.Fitted fitted
                ? fitted.model().forecast(task.horizon(), WindowAnswer.DECILES)
                : List.of();
        double millis = clock.millis() / fleet.series().size();
        for (int s = 0; s < fleet.series().size(); s++) {
            EvalWindow window = fleet.series().get(s);
            if (isAsked.test(window)) {
                sink.take(WindowAnswer.of(window, forecasts.isEmpty() ? null : forecast(forecasts.get(s)), millis));
            }
        }
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
