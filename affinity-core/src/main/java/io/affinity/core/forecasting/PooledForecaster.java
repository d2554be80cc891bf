// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.forecast.LinearPool;
import io.affinity.spi.model.Fleet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Forecasts each series by what its own past tells and by what the whole fleet tells, and believes both with the same probability: the one
 * knows better what comes next, the other how much may come. Where one of them has no model of a series, the other is believed.
 */
public final class PooledForecaster implements DemandForecaster {

    private final DemandForecaster single;
    private final DemandForecaster fleetWide;

    /** @param single whose errors tell which VMs err together */
    public PooledForecaster(DemandForecaster single, DemandForecaster fleetWide) {
        this.single = single;
        this.fleetWide = fleetWide;
    }

    @Override
    public String name() {
        return single.name() + "+" + fleetWide.name();
    }

    @Override
    public FleetForecast forecast(Fleet fleet, DemandHistory history, int steps) {
        FleetForecast one = single.forecast(fleet, history, steps);
        FleetForecast other = fleetWide.forecast(fleet, history, steps);
        int resources = fleet.resources().size();
        SeriesForecast[] pooled = new SeriesForecast[fleet.vms().size() * resources];
        IntStream.range(0, pooled.length)
                .parallel()
                .forEach(i -> pooled[i] =
                        pool(one.series(i / resources, i % resources), other.series(i / resources, i % resources)));
        return FleetForecast.of(fleet, history, Arrays.asList(pooled));
    }

    private static SeriesForecast pool(SeriesForecast one, SeriesForecast other) {
        if (one.basis() != Basis.MODEL) {
            return other.basis() == Basis.MODEL ? other : one;
        }
        return other.basis() != Basis.MODEL
                ? one
                : new SeriesForecast(
                        LinearPool.of(List.of(one.forecast(), other.forecast())),
                        one.residuals(),
                        one.evidence().compareTo(other.evidence()) < 0 ? one.evidence() : other.evidence(),
                        Basis.MODEL);
    }
}
