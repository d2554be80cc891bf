// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import java.util.Arrays;

/**
 * How well a forecaster would have done on the last part of a history: one fit on what came before, then forecasts from
 * several origins, between which the model observes. The same origins for each forecaster, so that scores compare.
 */
final class Backtest {

    private static final int MOST_FAR_STEPS = 288;
    private static final int MOST_ORIGINS = 48;
    private static final int MOST_FAR_ORIGINS = 12;
    private static final int MOST_TESTED = 2016;
    private static final int ENOUGH = 2016;

    private final ForecastRequest past;
    private final TimeSeries history;
    private final int split;
    private final int steps;
    private final int farSteps;

    private Backtest(ForecastRequest request, int split, int steps, int farSteps) {
        history = request.history();
        past = request.withHistory(history.slice(0, split));
        this.split = split;
        this.steps = steps;
        this.farSteps = farSteps;
    }

    /** {@return a backtest on the last third of the history, or on its last 2,016 values if these are fewer: a week of five minutes each, as
     *     a weekend is not like other days} */
    static Backtest of(ForecastRequest request) {
        int length = request.history().length();
        int tested = Math.min(MOST_TESTED, length / 3);
        int steps = Math.max(1, Math.min(request.horizon(), tested / 2));
        int farSteps = Math.min(MOST_FAR_STEPS, tested / 2);
        return new Backtest(request, length - tested, steps, farSteps >= 2 * steps ? farSteps : steps);
    }

    /** {@return what candidates learn from} */
    ForecastRequest past() {
        return past;
    }

    /** {@return how many values candidates learn from} */
    int learned() {
        return split;
    }

    /** {@return the number of forecasts that each near score is the mean of} */
    int origins() {
        return (history.length() - split - steps) / stride(steps, MOST_ORIGINS) + 1;
    }

    /**
     * {@return whether what was learned for the test is good enough to go on with: it has seen all values, and another fit
     * would hardly find other parameters}
     */
    boolean learnedEnough() {
        return split >= ENOUGH;
    }

    /** {@return how many steps ahead is near} */
    int steps() {
        return steps;
    }

    /** {@return how many steps ahead is far; the same if nothing is} */
    int farSteps() {
        return farSteps;
    }

    private int stride(int ahead, int origins) {
        return Math.max(1, (history.length() - split - ahead) / (origins - 1));
    }

    /** {@return the score of a model that has learned the past; from now on it has seen the whole history} */
    BacktestScore score(FittedModel model) {
        Losses near = new Losses();
        Losses far = new Losses();
        Losses[] byLead = new Losses[LeadGroups.COUNT];
        Arrays.setAll(byLead, group -> new Losses());
        int nearStride = stride(steps, MOST_ORIGINS);
        int farStride = stride(farSteps, MOST_FAR_ORIGINS);
        for (int next = split; next < history.length(); next++) {
            boolean lookFar =
                    farSteps > steps && next + farSteps <= history.length() && (next - split) % farStride == 0;
            boolean lookNear = next + steps <= history.length() && (next - split) % nearStride == 0;
            if (lookNear || lookFar) {
                Forecast forecast = model.forecast(lookFar ? farSteps : steps, PinballLoss.LEVELS);
                if (lookNear) {
                    near.add(forecast, next, 0, steps, byLead);
                }
                if (lookFar) {
                    far.add(forecast, next, steps, farSteps, byLead);
                }
            }
            model.observe(history.value(next));
        }
        return new BacktestScore(
                near.mean(),
                far.count == 0 ? near.mean() : far.mean(),
                Arrays.stream(byLead).map(Losses::mean).toList());
    }

    private final class Losses {

        private double sum;
        private int count;

        void add(Forecast forecast, int next, int from, int to, Losses[] byLead) {
            for (int i = from; i < to; i++) {
                double actual = history.value(next + i);
                if (!Double.isNaN(actual)) {
                    int step = i;
                    double loss = PinballLoss.of(actual, level -> forecast.quantile(level, step));
                    add(loss);
                    byLead[LeadGroups.of(i + 1)].add(loss);
                }
            }
        }

        private void add(double loss) {
            sum += loss;
            count++;
        }

        double mean() {
            return count == 0 ? Double.NaN : sum / count;
        }
    }
}
