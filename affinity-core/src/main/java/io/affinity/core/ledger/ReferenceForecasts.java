// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.core.forecasting.FleetForecast.Residuals;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts a demoted series by its reference: the last value, or that of a season ago, as wide as such forecasts were off; or the
 * distribution of the past days.
 */
final class ReferenceForecasts {

    /** How far back the last value may be. */
    private static final int PATIENCE = 12;

    private final DemandHistory history;
    private final int season;

    ReferenceForecasts(DemandHistory history, int season) {
        this.history = history;
        this.season = season < history.window() ? season : 0;
    }

    /** {@return the newest value that is not missing, within an hour of five-minute steps; NaN if there is none} */
    double lastKnown(VmId vm, int resource) {
        double value = Double.NaN;
        DemandHistory.Values demand = history.values(vm, resource);
        for (int back = 0; back < PATIENCE && Double.isNaN(value); back++) {
            value = demand.at(history.slot() - back);
        }
        return value;
    }

    /** {@return the reference's forecast in place of the model's, which stays where no value is known} */
    SeriesForecast replace(SeriesForecast raw, SeriesScores scores, Vm vm, int resource) {
        double last = lastKnown(vm.id(), resource);
        if (Double.isNaN(last)) {
            return raw;
        }
        SeriesStanding standing = scores.standing();
        LongRun longRun = standing == SeriesStanding.LONG_RUN
                ? LongRun.of(history.values(vm.id(), resource), history.slot(), history.window(), history.step())
                : LongRun.UNKNOWN;
        Forecast forecast = longRun.isEmpty()
                ? aroundOneValue(raw.forecast(), scores, vm, resource, last)
                : always(longRun, raw.forecast());
        return new SeriesForecast(
                forecast, residuals(raw.residuals(), standing, vm.id(), resource), raw.evidence(), standing.basis());
    }

    private static Forecast always(LongRun longRun, Forecast model) {
        QuantileLevels levels = model.levels();
        double[] mean = new double[model.steps()];
        double[] quantiles = new double[mean.length * levels.size()];
        Arrays.fill(mean, longRun.mean());
        for (int l = 0; l < levels.size(); l++) {
            double quantile = longRun.quantile(levels.get(l));
            for (int t = 0; t < mean.length; t++) {
                quantiles[t * levels.size() + l] = quantile;
            }
        }
        return Forecast.of(model.origin(), model.step(), levels, mean, quantiles);
    }

    private Forecast aroundOneValue(Forecast model, SeriesScores scores, Vm vm, int resource, double last) {
        SeriesStanding standing = scores.standing();
        double upper = history.upperBound(vm, resource);
        QuantileLevels levels = model.levels();
        double[] mean = new double[model.steps()];
        double[] quantiles = new double[mean.length * levels.size()];
        DemandHistory.Values demand = history.values(vm.id(), resource);
        for (int t = 0; t < mean.length; t++) {
            double middle = standing == SeriesStanding.SEASONAL_NAIVE ? seasonAgo(demand, t + 1, last) : last;
            mean[t] = Math.min(upper, middle);
            for (int l = 0; l < levels.size(); l++) {
                double quantile = middle + scores.offset(standing, levels.get(l), t + 1);
                quantiles[t * levels.size() + l] = Math.max(0, Math.min(upper, quantile));
            }
        }
        return Forecast.of(model.origin(), model.step(), levels, mean, quantiles);
    }

    private double seasonAgo(DemandHistory.Values demand, int ahead, double otherwise) {
        if (season == 0) {
            return otherwise;
        }
        int back = season * ((ahead + season - 1) / season) - ahead;
        double value = back < history.window() ? demand.at(history.slot() - back) : Double.NaN;
        return Double.isNaN(value) ? otherwise : value;
    }

    /** The errors of the reference, as those of the model are not to be believed; as many as the model had. */
    private @Nullable Residuals residuals(@Nullable Residuals model, SeriesStanding standing, VmId vm, int resource) {
        if (model == null) {
            return null;
        }
        int lag = standing == SeriesStanding.SEASONAL_NAIVE && season > 0 ? season : 1;
        int count = Math.max(0, Math.min(model.count(), history.window() - lag));
        return new Differences(history.values(vm, resource), history.slot(), lag, count);
    }

    private record Differences(DemandHistory.Values demand, long origin, int lag, int count) implements Residuals {

        @Override
        public double at(int stepsBack) {
            long place = origin - stepsBack;
            return demand.at(place) - demand.at(place - lag);
        }
    }
}
