// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.recursion.SmoothingPoint;
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
 * Exponential smoothing by Holt and Winters: a level, an optional slope and an optional additive season, each following
 * the newest values by a weight. Without slope and season it is simple exponential smoothing.
 *
 * <p>Defaults: no trend (demand is bounded, and a slope seen in noise costs more than a real one gains), additive season of the longest period of the request that the history covers twice (none
 * without such a period), and the parameters with the least sum of squared one-step errors. Start values are those of R's
 * {@code stats::HoltWinters}; variances are those of the state space models ETS(A,{N,A,Ad},{N,A}) (Hyndman, Koehler, Ord
 * and Snyder 2008, chapter 6, class 1). A missing value changes nothing but the time.
 *
 * <p>Needs 3 values that are not missing, 5 with a trend, two periods with a season (less with {@link Effort#QUICK}). Ignores covariates. Immutable and
 * thread-safe.
 */
public final class HoltWinters implements Forecaster, ModelCodec {

    private static final int LEAST_VALUES = 3;
    private static final int LEAST_VALUES_OF_TREND = 5;

    private final Trend trend;
    private final SeasonChoice season;
    private final Effort effort;
    private final @Nullable SmoothingParameters parameters;

    /** Creates the forecaster with its defaults. */
    public HoltWinters() {
        this(Trend.NONE, SeasonChoice.ADDITIVE_IF_COVERED, Effort.THOROUGH, null);
    }

    private HoltWinters(Trend trend, SeasonChoice season, Effort effort, @Nullable SmoothingParameters parameters) {
        this.trend = trend;
        this.season = season;
        this.effort = effort;
        this.parameters = parameters;
    }

    /** {@return simple exponential smoothing: no trend and no season} */
    public static HoltWinters simple() {
        return new HoltWinters(Trend.NONE, SeasonChoice.NONE, Effort.THOROUGH, null);
    }

    /** {@return a copy with this trend} */
    public HoltWinters withTrend(Trend newTrend) {
        return new HoltWinters(newTrend, season, effort, parameters);
    }

    /** {@return a copy with this season} */
    public HoltWinters withSeason(SeasonChoice newSeason) {
        return new HoltWinters(trend, newSeason, effort, parameters);
    }

    /** {@return a copy that makes this effort} */
    public HoltWinters withEffort(Effort newEffort) {
        return new HoltWinters(trend, season, newEffort, parameters);
    }

    /** {@return a copy that does not search for parameters but takes these; those that the model lacks are ignored} */
    public HoltWinters withParameters(SmoothingParameters newParameters) {
        return new HoltWinters(trend, season, effort, newParameters);
    }

    @Override
    public String name() {
        return "holt-winters";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        TimeSeries history = request.history();
        int present = history.present();
        int required = trend == Trend.NONE ? LEAST_VALUES : LEAST_VALUES_OF_TREND;
        if (present < required) {
            return new FitResult.InsufficientHistory(required, present);
        }
        int period = season == SeasonChoice.NONE ? 1 : longestCovered(request.seasonalPeriods(), present);
        if (period == 1 && season == SeasonChoice.ADDITIVE) {
            return withoutSeason(request.seasonalPeriods(), present);
        }
        int part = longestPart(request.seasonalPeriods(), period);
        double[] values = history.values();
        SmoothingParameters chosen = parameters == null ? learned(values, period, part) : parameters;
        SmoothingStart start = effort == Effort.THOROUGH
                ? thoroughStart(values, period)
                : RecentStart.toRun(trend, values, period, part);
        double squares = new SmoothingSearch(values, start, effort).sumOfSquares(chosen);
        if (!Double.isFinite(squares)) {
            return new FitResult.NotConverged("The sum of squared errors (" + squares + ") is not finite.");
        }
        FittedModel model = CalibratedModel.of(request, start.next(), SmoothingModel.of(start, chosen));
        return new FitResult.Fitted(model);
    }

    @Override
    public FitResult refit(FittedModel previous, ForecastRequest request) {
        return CalibratedModel.refitted(previous, fit(request));
    }

    @Override
    public byte[] encode(FittedModel model) {
        return CalibratedModel.encode(model, name(), SmoothingPoint.class);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return CalibratedModel.decode(bytes, name(), SmoothingPoint::read);
    }

    private SmoothingParameters learned(double[] values, int period, int part) {
        SmoothingStart start = effort == Effort.THOROUGH
                ? thoroughStart(values, period)
                : RecentStart.toLearn(trend, values, period, part);
        return new SmoothingSearch(values, start, effort).best();
    }

    private SmoothingStart thoroughStart(double[] values, int period) {
        return period == 1 ? SmoothingStart.plain(trend, values) : SmoothingStart.seasonal(trend, values, period);
    }

    private int longestCovered(List<Integer> periods, int present) {
        int longest = 1;
        for (int period : periods) {
            if (period > longest && required(period) <= present) {
                longest = period;
            }
        }
        return longest;
    }

    private static int longestPart(List<Integer> periods, int period) {
        int longest = 1;
        for (int part : periods) {
            if (part > longest && part < period && period % part == 0) {
                longest = part;
            }
        }
        return longest;
    }

    private int required(int period) {
        return effort == Effort.THOROUGH ? 2 * period : period + Math.max(LEAST_VALUES_OF_TREND, period / 4);
    }

    private FitResult withoutSeason(List<Integer> periods, int present) {
        if (periods.isEmpty()) {
            return new FitResult.NotConverged("A season is asked for, but the request names no seasonal period.");
        }
        int shortest = Integer.MAX_VALUE;
        for (int period : periods) {
            shortest = Math.min(shortest, period);
        }
        return new FitResult.InsufficientHistory(required(shortest), present);
    }
}
