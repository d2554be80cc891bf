// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.past.LongRun;
import io.affinity.forecast.past.Regimes;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a forecaster for each series by backtest, not by faith: each candidate learns the first part of the history and
 * forecasts the last part from several origins, as far ahead as the horizon of the request and, at fewer origins, up to 288 steps. Where the weighted mean of
 * the best ones would have lost 2 % less than each of them alone, it is the model; otherwise the candidate with the
 * least pinball loss is, or a simpler one that comes within 3 % of it. What was chosen is fitted to everything, its intervals
 * calibrated by the errors in the backtest; {@link SelectedModel#choice} tells what was chosen and why.
 *
 * <p>Beside what was chosen by default stand the distributions {@link LongRun} and {@link Regimes} of the series' own past. They go through the same
 * backtest, and in each group of leads (an hour of five-minute steps, four, twelve, and beyond) the forecast is the mean of the
 * quantiles of all three, of which a tenth more loss makes a third as much weight: what persists, what is usual at such a moment, and
 * what is usual at all. So one model answers for the next hour and the next day.
 *
 * <p>By default the candidates are, from simple to less so: persistence, seasonal naive, simple exponential smoothing, the
 * same with a damped trend, with a season, and with both, fitted with {@link io.affinity.forecast.smoothing.Effort#QUICK};
 * {@link io.affinity.forecast.seasonality.MultiSeasonal}; and, where a season has at most 48 steps and the history at most
 * about 2,000, {@link io.affinity.forecast.arima.Arima}. Where 2,016 values or more are left to learn from before the
 * backtest, they are persistence, seasonal naive with each season, simple exponential smoothing and the several seasons, and
 * the model that was tested is the result, with the parameters that it had in the test: it has seen all values since.
 * The one season of shorter histories is that of the request by which the whole history repeats itself best; a longer one must do so better by 15 %,
 * and the history must cover it one and a half times (the shortest: once before the backtest).
 * Needs one value that is not missing; with fewer than 12, or where
 * no backtest is possible, it is the persistence forecast. A model can be kept as bytes if its candidates' models can.
 * Immutable and thread-safe.
 */
public final class Selection implements Forecaster, ModelCodec {

    /** Share of steps with a change, below which nothing is learned from the others. */
    private static final double MOST_CHANGES = 0.03;

    private static final int LEAST_VALUES = 12;

    /** With fewer values before the backtest, there are no moments to compare with. */
    private static final int LEAST_PAST = 96;

    /** Enough for all default candidates on several thousand values. */
    private static final long BUDGET = 4_000_000;

    private final Candidates candidates;
    private final long budget;

    /** Creates the selection among the default candidates. */
    public Selection() {
        this(new Candidates.Default(), BUDGET);
    }

    private Selection(Candidates candidates, long budget) {
        this.candidates = candidates;
        this.budget = budget;
    }

    /**
     * {@return a copy that chooses among these and the persistence forecast, which always comes first}
     *
     * @param forecasters from the simplest to the least simple; of two with the same name, the first one decodes models
     */
    public Selection withCandidates(List<Forecaster> forecasters) {
        return new Selection(new Candidates.Given(List.copyOf(forecasters)), budget);
    }

    /**
     * {@return a copy that tests no more candidates, from the simplest on, than it can afford} Effort is counted, not measured,
     * so that the result is the same on every machine; one million is some milliseconds.
     *
     * @param values seen by all candidates together, each time that one of them looks at one, at least 1; the
     *     persistence forecast is tested in any case
     */
    public Selection withBudget(long values) {
        if (values < 1) {
            throw new IllegalArgumentException("The budget (" + values + " values) must be at least 1.");
        }
        return new Selection(candidates, values);
    }

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        if (request.history().present() < LEAST_VALUES) {
            return reference(request, Choice.Reason.TOO_SHORT);
        }
        if (isStill(request.history())) {
            return reference(request, Choice.Reason.STILL);
        }
        Backtest backtest = Backtest.of(request);
        TestedCandidates tested =
                TestedCandidates.of(request, backtest, candidates.of(request, backtest.learned()), budget);
        Chosen chosen = CombinedChoice.of(tested);
        if (chosen == null) {
            chosen = SingleChoice.of(tested);
        }
        if (chosen == null) {
            return reference(request, Choice.Reason.UNTESTED);
        }
        PastShare past = pastBeside(chosen, request, backtest);
        return new FitResult.Fitted(new SelectedModel(chosen.model(), chosen.choice(), RecentPast.of(request), past));
    }

    private @Nullable PastShare pastBeside(Chosen chosen, ForecastRequest request, Backtest backtest) {
        if (!candidates.knowPast() || backtest.learned() < LEAST_PAST) {
            return null;
        }
        PastTrial trial = PastTrial.of(List.of(
                chosen.score(),
                tested(LongRun.withoutResiduals(), backtest),
                tested(Regimes.withoutResiduals(), backtest)));
        return PastWeights.of(trial).matter() ? PastShare.of(request, trial) : null;
    }

    private static BacktestScore tested(Forecaster forecaster, Backtest backtest) {
        return forecaster.fit(backtest.past()) instanceof FitResult.Fitted fitted
                ? backtest.score(fitted.model())
                : BacktestScore.NONE;
    }

    /** {@return the model chosen anew; where the choice is the same as before, its calibration goes on} */
    @Override
    public FitResult refit(FittedModel previous, ForecastRequest request) {
        FitResult result = fit(request);
        if (previous instanceof SelectedModel before
                && result instanceof FitResult.Fitted fitted
                && fitted.model() instanceof SelectedModel selected
                && selected.model() instanceof CalibratedModel model
                && SelectedModelCodec.chosen(before.choice()).equals(SelectedModelCodec.chosen(selected.choice()))) {
            model.continueCalibrationOf(before.model());
        }
        return result;
    }

    @Override
    public byte[] encode(FittedModel model) {
        return new SelectedModelCodec(candidates, name()).encode(model);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return new SelectedModelCodec(candidates, name()).decode(bytes, covariates);
    }

    /**
     * What little such a series does may repeat itself, and a backtest finds that; but when it changes for once, only the
     * last value knows.
     */
    private static boolean isStill(TimeSeries history) {
        int compared = 0;
        int changed = 0;
        for (int i = 1; i < history.length(); i++) {
            double difference = history.value(i) - history.value(i - 1);
            if (!Double.isNaN(difference)) {
                compared++;
                changed += difference == 0 ? 0 : 1;
            }
        }
        return changed < MOST_CHANGES * compared;
    }

    private static FitResult reference(ForecastRequest request, Choice.Reason reason) {
        FitResult result = Candidates.REFERENCE.fit(request);
        return result instanceof FitResult.Fitted fitted
                ? new FitResult.Fitted(new SelectedModel(
                        fitted.model(),
                        Choice.untested(reason, Candidates.REFERENCE.name()),
                        RecentPast.of(request),
                        null))
                : result;
    }
}
