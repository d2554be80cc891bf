package io.affinity.core.forecasting;

import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import java.util.Arrays;
import java.util.List;

/** What is forecast where no model knows the series itself. */
final class FallbackForecasts {

    private FallbackForecasts() {}

    /** {@return the last value, with intervals as wide as the allocation, on which nothing may be decided} */
    static SeriesForecast lastValue(Vm vm, int resource, DemandHistory history, int steps) {
        double latest = history.latest(vm.id(), resource);
        double allocation = vm.allocation().value(resource);
        double center = Double.isNaN(latest) ? allocation / 2 : latest;
        QuantileLevels levels = QuantileLevels.STANDARD;
        double[] mean = new double[steps];
        double[] quantiles = new double[steps * levels.size()];
        Arrays.fill(mean, center);
        for (int i = 0; i < quantiles.length; i++) {
            double level = levels.get(i % levels.size());
            double edge = level < 0.5 ? 0 : Math.max(allocation, center);
            quantiles[i] = center + Math.abs(2 * level - 1) * (edge - center);
        }
        Forecast forecast = Forecast.of(history.timeOf(history.slot()), history.step(), levels, mean, quantiles);
        return new SeriesForecast(forecast, null, Evidence.NONE, Basis.LAST_VALUE);
    }

    /**
     * Puts what the group of a VM does in place of its last value, and says what may be decided on forecasts of groups.
     *
     * @param forecasts of VM {@code v} and resource {@code r} at {@code v * resources + r}; changed
     */
    static void consultGroups(Fleet fleet, DemandHistory history, SeriesForecast[] forecasts) {
        if (Arrays.stream(forecasts).noneMatch(FallbackForecasts::isOpen)) {
            return;
        }
        GroupDemand groups = new GroupDemand(fleet, history, List.of(forecasts));
        int resources = fleet.resources().size();
        for (int i = 0; i < forecasts.length; i++) {
            SeriesForecast series = forecasts[i];
            if (isOpen(series)) {
                Forecast group = series.basis() == Basis.GROUP
                        ? series.forecast()
                        : groups.forecast(i / resources, i % resources, series.forecast());
                if (group != null) {
                    Evidence evidence = groups.evidence(i / resources, i % resources);
                    forecasts[i] = new SeriesForecast(group, null, evidence, Basis.GROUP);
                }
            }
        }
    }

    private static boolean isOpen(SeriesForecast series) {
        return series.basis() == Basis.LAST_VALUE || series.basis() == Basis.GROUP;
    }
}
