package io.affinity.forecast.selection;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.telemetry.TimeSeries;

/**
 * How well a forecaster would have done on the last part of a history: one fit on what came before, then forecasts from
 * several origins, between which the model observes. The same origins for each forecaster, so that scores compare.
 */
final class Backtest {

    private static final int MOST_STEPS = 12;
    private static final int MOST_ORIGINS = 48;
    private static final int MOST_TESTED = 576;
    private static final QuantileLevels LEVELS = QuantileLevels.of(0.1, 0.5, 0.9);

    private final ForecastRequest past;
    private final TimeSeries history;
    private final int split;
    private final int steps;
    private final int stride;

    private Backtest(ForecastRequest request, int split, int steps, int stride) {
        history = request.history();
        past = request.withHistory(history.slice(0, split));
        this.split = split;
        this.steps = steps;
        this.stride = stride;
    }

    /** {@return a backtest on the last third of the history, or on its last 576 values if these are fewer} */
    static Backtest of(ForecastRequest request) {
        int length = request.history().length();
        int tested = Math.min(MOST_TESTED, length / 3);
        int steps = Math.max(1, Math.min(MOST_STEPS, tested / 2));
        int stride = Math.max(1, (tested - steps) / (MOST_ORIGINS - 1));
        return new Backtest(request, length - tested, steps, stride);
    }

    /** {@return how many values candidates learn from} */
    int learned() {
        return split;
    }

    /** {@return the number of forecasts that each score is the mean of} */
    int origins() {
        return (history.length() - split - steps) / stride + 1;
    }

    /** {@return how many steps ahead is forecast} */
    int steps() {
        return steps;
    }

    /**
     * {@return the mean pinball loss at the levels 0.1, 0.5 and 0.9 over origins and steps, in the unit of the series; NaN
     * if the forecaster could not learn the first part, or the last part is missing}
     */
    double score(Candidate candidate) {
        return candidate.fit(past) instanceof FitResult.Fitted fitted ? score(fitted.model()) : Double.NaN;
    }

    private double score(FittedModel model) {
        double sum = 0;
        int count = 0;
        for (int next = split; next + steps <= history.length(); next++) {
            if ((next - split) % stride == 0) {
                Forecast forecast = model.forecast(steps, LEVELS);
                for (int i = 0; i < steps; i++) {
                    double actual = history.value(next + i);
                    if (!Double.isNaN(actual)) {
                        sum += pinball(forecast, i, actual);
                        count++;
                    }
                }
            }
            model.observe(history.value(next));
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Koenker and Bassett (1978); the mean over the levels. */
    private static double pinball(Forecast forecast, int step, double actual) {
        double sum = 0;
        for (int l = 0; l < LEVELS.size(); l++) {
            double excess = actual - forecast.quantile(l, step);
            sum += Math.max(LEVELS.get(l) * excess, (LEVELS.get(l) - 1) * excess);
        }
        return sum / LEVELS.size();
    }
}
