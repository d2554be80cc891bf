// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.util.List;

/**
 * Several seasons at once, such as a day and a week, on a level that moves slowly and a remainder that returns to them:
 * double seasonal exponential smoothing with an autoregressive remainder (Taylor 2003, Short-term electricity demand
 * forecasting using double seasonal exponential smoothing), with start values that learn themselves and spikes that count
 * less.
 *
 * <p>Of the request's seasonal periods it takes those that make the forecasts of the second half of the history better: from
 * none to {@value #MOST_SEASONS}, each of which the history covers one and a half times. At most the newest
 * {@value #LONGEST_MEMORY} values, or four of the longest periods, are learned from. The cost of a fit is proportional to
 * them: a few dozen passes. An observation takes constant time, and memory is the sum of the periods. Intervals are
 * calibrated on errors of forecasts, never on those of a fit: the recursion sees each value once.
 *
 * <p>Needs {@value #LEAST_VALUES} values that are not missing. Ignores covariates. Immutable and thread-safe.
 */
public final class MultiSeasonal implements Forecaster, ModelCodec {

    static final int CALIBRATED = 2016;

    private static final int LEAST_VALUES = 12;
    private static final int LONGEST_MEMORY = 8064;
    private static final int MOST_SEASONS = 3;
    private static final double PERIODS_COVERED = 1.5;
    private static final int PERIODS_KEPT = 4;

    /** By so much must the errors shrink with one more season, which costs memory and may be chance: 2 %. */
    private static final double LEAST_GAIN = 0.02;

    /** Creates the forecaster with its defaults. */
    public MultiSeasonal() {}

    @Override
    public String name() {
        return "multi-seasonal";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        int present = request.history().present();
        if (present < LEAST_VALUES) {
            return new FitResult.InsufficientHistory(LEAST_VALUES, present);
        }
        double[] values = request.history().values();
        int[] periods = covered(request);
        int longest = periods.length == 0 ? 1 : periods[periods.length - 1];
        int memory = (int) Math.min(values.length, Math.max(LONGEST_MEMORY, (long) PERIODS_KEPT * longest));
        SeasonalStart start = SeasonalStart.of(values, memory, periods.length == 0 ? 1 : periods[0]);
        SeasonalSearch search = withSeasonsThatHelp(start, periods);
        SeasonalModel model =
                new SeasonalModel(new SeasonalState(start.level(), search.periods(), search.parameters()));
        int next = start.calibrated();
        for (int i = start.first(); i < next; i++) {
            model.observe(values[i]);
        }
        if (!Double.isFinite(model.mean(1))) {
            return new FitResult.NotConverged("The forecast (" + model.mean(1) + ") is not finite.");
        }
        return new FitResult.Fitted(CalibratedModel.of(request, next, model));
    }

    @Override
    public byte[] encode(FittedModel model) {
        return CalibratedModel.encode(model, name(), SeasonalModel.class);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return CalibratedModel.decode(bytes, name(), SeasonalModel::read);
    }

    /** Adds the season that helps most, as long as one helps. */
    private static SeasonalSearch withSeasonsThatHelp(SeasonalStart start, int[] periods) {
        SeasonalSearch best = SeasonalSearch.withoutSeasons(start);
        boolean helps = true;
        while (helps) {
            SeasonalSearch found = best;
            for (int period : periods) {
                if (best.periods().length < MOST_SEASONS && !best.has(period)) {
                    SeasonalSearch search = best.with(period);
                    found = search.least() < found.least() - (found == best ? LEAST_GAIN : 0) ? search : found;
                }
            }
            helps = found != best;
            best = found;
        }
        return best.searched();
    }

    private static int[] covered(ForecastRequest request) {
        int length = request.history().length();
        return request.seasonalPeriods().stream()
                .mapToInt(Integer::intValue)
                .filter(period -> PERIODS_COVERED * period <= length)
                .sorted()
                .distinct()
                .toArray();
    }
}
