// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.LinearPool;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A forecaster of single series and one of the fleet, both believed with the same probability; where one has no forecast, the other is. */
final class PooledReplay implements WholeReplay {

    private final SeriesReplay[] singles;
    private final FleetReplay fleetWide;

    /** @param singles one for each VM */
    PooledReplay(List<SeriesReplay> singles, FleetReplay fleetWide) {
        this.singles = singles.toArray(SeriesReplay[]::new);
        this.fleetWide = fleetWide;
    }

    @Override
    public List<Attempt> at(int origin) {
        Attempt[] own = new Attempt[singles.length];
        IntStream.range(0, own.length).parallel().forEach(vm -> own[vm] = singles[vm].at(origin));
        List<Attempt> ofFleet = fleetWide.at(origin);
        Attempt[] pooled = new Attempt[own.length];
        Arrays.setAll(pooled, vm -> Attempt.ask(() -> pool(own[vm], ofFleet.get(vm))));
        return List.of(pooled);
    }

    private static Attempt pool(Attempt own, Attempt ofFleet) {
        if (own.forecast() == null) {
            return ofFleet.forecast() == null
                    ? Attempt.failed(own.problem() + "; and of the fleet: " + ofFleet.problem())
                    : ofFleet;
        }
        return ofFleet.forecast() == null
                ? own
                : Attempt.of(LinearPool.of(List.of(own.forecast(), ofFleet.forecast())));
    }

    @Override
    public String description(int vm) {
        return singles[vm].description() + "; pooled with " + fleetWide.description(vm);
    }
}
