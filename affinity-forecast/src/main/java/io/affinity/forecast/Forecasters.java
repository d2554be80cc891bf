// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast;

import io.affinity.forecast.arima.Arima;
import io.affinity.forecast.arima.AutoArima;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.baseline.Persistence;
import io.affinity.forecast.baseline.SeasonalNaive;
import io.affinity.forecast.ets.Ets;
import io.affinity.forecast.ets.EtsSpec;
import io.affinity.forecast.fleet.FleetBoosting;
import io.affinity.forecast.fleet.FleetForest;
import io.affinity.forecast.past.LongRun;
import io.affinity.forecast.past.Regimes;
import io.affinity.forecast.seasonality.MultiSeasonal;
import io.affinity.forecast.selection.Selection;
import io.affinity.forecast.shape.LevelShape;
import io.affinity.forecast.smoothing.Effort;
import io.affinity.forecast.smoothing.HoltWinters;
import io.affinity.forecast.smoothing.SeasonChoice;
import io.affinity.forecast.smoothing.Trend;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.Forecaster;
import java.util.List;

/**
 * The forecasters of this module. All are immutable, thread-safe and deterministic, take NaN for a missing value, and give models that
 * can be kept as bytes ({@link io.affinity.spi.forecast.ModelCodec}). All learn from one series at a time, but for {@link #boosting} and
 * {@link #forest}, which learn from all of a fleet.
 *
 * <p>Who has no reason to choose takes {@link #auto}. What the forecasters are called on a command line or in a file is what
 * {@link #named} takes, and {@link io.affinity.spi.plugin.Plugins} knows them by the same names.
 */
public final class Forecasters {

    private static final List<Forecaster> ALL = List.of(
            persistence(),
            seasonalNaive(),
            longRun(),
            regimes(),
            levelShape(),
            holtWinters(),
            multiSeasonal(),
            ets(),
            arima(),
            autoArima(),
            auto());

    private Forecasters() {}

    /** {@return the choice for each series among the others, by backtest; a weighted mean of some where that does better} */
    public static Forecaster auto() {
        return new Selection();
    }

    /**
     * {@return the same choice among these and the persistence forecast, which always comes first}
     *
     * @param candidates from the simplest to the least simple
     */
    public static Forecaster auto(List<Forecaster> candidates) {
        return new Selection().withCandidates(candidates);
    }

    /** {@return what is now, stays; the only one that answers from a single value} */
    public static Forecaster persistence() {
        return new Persistence();
    }

    /** {@return what was one season ago, the longest one covered, comes again} */
    public static Forecaster seasonalNaive() {
        return new SeasonalNaive();
    }

    /** {@return the quantiles of the last two weeks, the same at each step} */
    public static Forecaster longRun() {
        return new LongRun();
    }

    /** {@return days as levels times shapes, both by ridge regressions: for days that are alike in all but their size} */
    public static Forecaster levelShape() {
        return new LevelShape();
    }

    /** {@return the quantiles of what followed the moments most like this one: for series that switch between states} */
    public static Forecaster regimes() {
        return new Regimes();
    }

    /** {@return the method of Holt and Winters without a trend, with the longest season that the history covers twice} */
    public static Forecaster holtWinters() {
        return new HoltWinters();
    }

    /**
     * {@return the method of Holt and Winters}
     *
     * @param trend how a slope seen in the past goes on
     * @param season whether a season of the request is added to the level
     * @param effort how much is done to find start values and parameters
     */
    public static Forecaster holtWinters(Trend trend, SeasonChoice season, Effort effort) {
        return new HoltWinters().withTrend(trend).withSeason(season).withEffort(effort);
    }

    /** {@return several seasons at once, such as a day and a week, those of the request that help} */
    public static Forecaster multiSeasonal() {
        return new MultiSeasonal();
    }

    /** {@return exponential smoothing by maximum likelihood, the spec with the least AICc} */
    public static Forecaster ets() {
        return new Ets();
    }

    /** {@return exponential smoothing of this spec by maximum likelihood} */
    public static Forecaster ets(EtsSpec spec) {
        return new Ets().withSpec(spec);
    }

    /** {@return (1,0,1)(0,1,1) at the shortest season of the request, by maximum likelihood; covariates are regressors} */
    public static Forecaster arima() {
        return new Arima();
    }

    /** {@return ARIMA of this order by maximum likelihood; covariates are regressors} */
    public static Forecaster arima(ArimaOrder order) {
        return Arima.withOrder(order);
    }

    /** {@return ARIMA whose order is found from each series, at a multiple of the cost} */
    public static Forecaster autoArima() {
        return new AutoArima();
    }

    /** {@return one for all VMs together: quantiles by gradient boosting, of what is usual for each series} */
    public static FleetForecaster boosting() {
        return new FleetBoosting();
    }

    /** {@return one for all VMs together: quantiles by a random forest, of what is usual for each series} */
    public static FleetForecaster forest() {
        return new FleetForest();
    }

    /** {@return the names of the forecasters of one series, from the simplest to the least simple} */
    public static List<String> names() {
        return ALL.stream().map(Forecaster::name).toList();
    }

    /**
     * {@return the forecaster of this name, with its defaults}
     *
     * @param name one of {@link #names}
     * @throws IllegalArgumentException if there is none
     */
    public static Forecaster named(String name) {
        return ALL.stream()
                .filter(forecaster -> forecaster.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("The forecaster (" + name + ") must be one of " + names() + "."));
    }
}
