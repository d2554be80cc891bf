package io.affinity.benchmarks.gifteval;

import io.affinity.benchmarks.series.CpuClock;
import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of a window, and what it lost.
 *
 * @param deciles step after step; owned by this
 * @param learned whether the forecaster could learn the history; if not, this is the naive forecast
 * @param naive what the naive forecast lost on it
 * @param millis CPU of learning and forecasting
 */
record WindowAnswer(
        EvalWindow window, double[] deciles, boolean learned, WindowLosses losses, WindowLosses naive, double millis) {

    static final QuantileLevels DECILES = QuantileLevels.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

    /** {@return the answer of a forecaster, which is told the horizon, a day and a week, and that demand is not negative} */
    static WindowAnswer of(EvalWindow window, ForecasterChoice choice, Instant start) {
        GiftTask task = window.task();
        double[] history = window.history();
        List<Integer> periods = choice.periods().isEmpty() ? task.periods() : choice.periods();
        ForecastRequest request = ForecastRequest.of(
                        TimeSeries.of(start, task.step(), history), periods.toArray(Integer[]::new))
                .within(0, Double.POSITIVE_INFINITY)
                .withHorizon(task.horizon());
        CpuClock clock = CpuClock.start();
        FitResult result = choice.forecaster().fit(request);
        Forecast forecast =
                result instanceof FitResult.Fitted fitted ? fitted.model().forecast(task.horizon(), DECILES) : null;
        return of(window, forecast, clock.millis());
    }

    /**
     * {@return what this forecast lost}
     *
     * @param forecast null if nothing could be learned
     */
    static WindowAnswer of(EvalWindow window, @Nullable Forecast forecast, double millis) {
        GiftTask task = window.task();
        double[] naive = NaiveForecast.of(window.history(), task.season(), task.horizon(), DECILES);
        double[] deciles = forecast == null ? naive : deciles(forecast);
        return new WindowAnswer(
                window,
                deciles,
                forecast != null,
                WindowLosses.of(window, deciles),
                WindowLosses.of(window, naive),
                millis);
    }

    private static double[] deciles(Forecast forecast) {
        double[] deciles = new double[forecast.steps() * DECILES.size()];
        for (int i = 0; i < deciles.length; i++) {
            deciles[i] = forecast.quantile(i % DECILES.size(), i / DECILES.size());
        }
        return deciles;
    }

    /** {@return what the scores need of it} */
    WindowAnswer scored() {
        return new WindowAnswer(window, new double[0], learned, losses, naive, millis);
    }
}
