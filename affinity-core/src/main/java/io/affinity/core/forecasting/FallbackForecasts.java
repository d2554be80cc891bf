// SPDX-License-Identifier: Apache-2.0
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
     * Puts what VMs like it do in place of the last value of a VM: those that are old, where it is new ({@link BorrowedForecasts}), or
     * else its group ({@link GroupDemand}); and says what may be decided on that.
     *
     * @param forecasts of VM {@code v} and resource {@code r} at {@code v * resources + r}; changed
     */
    static void consultOthers(Fleet fleet, DemandHistory history, SeriesForecast[] forecasts) {
        if (Arrays.stream(forecasts).noneMatch(FallbackForecasts::isOpen)) {
            return;
        }
        List<SeriesForecast> before = List.of(forecasts);
        GroupDemand groups = new GroupDemand(fleet, history, before);
        BorrowedForecasts lenders = new BorrowedForecasts(fleet, history, before);
        int resources = fleet.resources().size();
        for (int i = 0; i < forecasts.length; i++) {
            if (isOpen(forecasts[i])) {
                forecasts[i] = consult(lenders, groups, forecasts[i], i / resources, i % resources);
            }
        }
    }

    private static SeriesForecast consult(
            BorrowedForecasts lenders, GroupDemand groups, SeriesForecast series, int vm, int resource) {
        Evidence evidence = groups.evidence(vm, resource);
        boolean isByAttributes = series.basis() == Basis.GROUP;
        if (lenders.mayBorrow(vm, resource, series.forecast().steps())) {
            Forecast borrowed = isByAttributes ? series.forecast() : lenders.forecast(vm, resource, series.forecast());
            if (borrowed != null) {
                Evidence atMost = evidence.compareTo(Evidence.SOME) > 0 ? Evidence.SOME : evidence;
                return new SeriesForecast(borrowed, null, atMost, Basis.BORROWED);
            }
        }
        Forecast group = isByAttributes ? series.forecast() : groups.forecast(vm, resource, series.forecast());
        return group == null ? series : new SeriesForecast(group, null, evidence, Basis.GROUP);
    }

    private static boolean isOpen(SeriesForecast series) {
        return series.basis() == Basis.LAST_VALUE || series.basis() == Basis.GROUP;
    }
}
