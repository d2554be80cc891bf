/**
 * Forecasters and the choice among them. Entry type: {@link io.affinity.forecast.Forecasters}.
 *
 * <p>Exported beside it: the settings that its methods take, what a choice says of itself, the forecasters of a fleet
 * with what moves them, and the statistics of single series (fits of ARIMA and exponential smoothing with their parameters,
 * likelihoods and intervals, and the detection of seasons).
 */
@SuppressWarnings(
        "requires-automatic") // Neither commons-math nor EJML says its name; nothing of them is in a signature.
module io.affinity.forecast {
    requires transitive io.affinity.spi;
    requires static org.jspecify;
    requires commons.math3;
    requires ejml.core;
    requires ejml.ddense;

    exports io.affinity.forecast;
    exports io.affinity.forecast.arima;
    exports io.affinity.forecast.arima.model;
    exports io.affinity.forecast.ets;
    exports io.affinity.forecast.fleet;
    exports io.affinity.forecast.seasonality;
    exports io.affinity.forecast.selection;
    exports io.affinity.forecast.smoothing;

    provides io.affinity.spi.forecast.Forecaster with
            io.affinity.forecast.baseline.Persistence,
            io.affinity.forecast.baseline.SeasonalNaive,
            io.affinity.forecast.selection.Selection,
            io.affinity.forecast.smoothing.HoltWinters,
            io.affinity.forecast.ets.Ets,
            io.affinity.forecast.arima.Arima,
            io.affinity.forecast.arima.AutoArima,
            io.affinity.forecast.seasonality.MultiSeasonal,
            io.affinity.forecast.past.LongRun,
            io.affinity.forecast.past.Regimes,
            io.affinity.forecast.shape.LevelShape;
    provides io.affinity.spi.forecast.FleetForecaster with
            io.affinity.forecast.fleet.FleetBoosting,
            io.affinity.forecast.fleet.FleetForest;
}
