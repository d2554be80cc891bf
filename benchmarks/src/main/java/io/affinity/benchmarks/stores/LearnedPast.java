// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.stores;

import io.affinity.cli.plugin.ChosenForecasters;
import io.affinity.core.backtest.BacktestData;
import io.affinity.core.backtest.Contender;
import io.affinity.core.backtest.LatestForecasts;
import io.affinity.core.backtest.LatestForecasts.Outlook;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All that was read, learned by one forecaster and forecast for a day, one resource after the other: what a loop does in its first step.
 *
 * @param forecasts how many there are
 * @param failed of how many series there is none
 */
record LearnedPast(String forecaster, Cost cost, int forecasts, int failed) {

    /** What a loop keeps and learns from by default. */
    private static final Duration WINDOW = Duration.ofDays(14);

    private static final Duration HORIZON = Duration.ofDays(1);
    private static final List<Duration> SEASONS = List.of(Duration.ofDays(1), Duration.ofDays(7));

    static LearnedPast of(PastDemand past, Contender contender) {
        Cost cost = new Cost();
        int forecasts = 0;
        int failed = 0;
        for (Resource resource : past.request().resources().resources()) {
            List<Vm> vms = past.request().vms().stream().map(LearnedPast::vm).toList();
            BacktestData data = BacktestData.of(vms, resource, past);
            int step = Math.toIntExact(past.request().step().toSeconds());
            for (Outlook outlook : LatestForecasts.of(
                    data,
                    contender,
                    Math.toIntExact(WINDOW.toSeconds() / step),
                    Math.toIntExact(HORIZON.toSeconds() / step),
                    1)) {
                forecasts += outlook.forecast() == null ? 0 : 1;
                failed += outlook.forecast() == null ? 1 : 0;
            }
        }
        return new LearnedPast(contender.name(), cost, forecasts, failed);
    }

    private static Vm vm(VmId id) {
        return Vm.of(id.value(), 0, 0);
    }

    /**
     * {@return a forecaster of either kind, or a pool}
     *
     * @throws io.affinity.spi.plugin.PluginException if there is none of that name
     */
    static Contender contender(String name) {
        return ChosenForecasters.of(List.of(name))
                .byName()
                .values()
                .iterator()
                .next()
                .contender(name, SEASONS);
    }

    /** Puts what that took, as of the moment of this call. */
    void addTo(Map<String, Double> figures) {
        cost.addTo(figures, forecaster);
        figures.put(forecaster + "Forecasts", (double) forecasts);
        figures.put(forecaster + "Failed", (double) failed);
    }
}
