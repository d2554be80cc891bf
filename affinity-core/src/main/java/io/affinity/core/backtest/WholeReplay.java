// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import java.util.List;
import java.util.stream.IntStream;

/** Goes through the past of all VMs at once. Belongs to one thread at a time. */
interface WholeReplay {

    /**
     * {@return of each VM the forecast from an origin, or why there is none}
     *
     * @param origin how many steps are known, at least 1 and no fewer than before
     */
    List<Attempt> at(int origin);

    /** {@return what was learned of a VM and with which parameters; empty if nothing was} */
    String description(int vm);

    /**
     * {@return the replay of a contender that knows the fleet}
     *
     * @param window how many of the last steps are learned from at most
     * @param refitSteps after how many steps is learned anew
     * @param horizon how many steps are forecast
     * @param seed of random choices
     */
    static WholeReplay of(BacktestData data, Contender contender, int window, int refitSteps, int horizon, long seed) {
        if (contender instanceof Contender.Pooled pooled) {
            return new PooledReplay(
                    IntStream.range(0, data.vms().size())
                            .mapToObj(vm -> new SeriesReplay(data, vm, pooled.single(), window, refitSteps, horizon))
                            .toList(),
                    new FleetReplay(data, pooled.fleetWide(), window, refitSteps, horizon, seed));
        } else if (contender instanceof Contender.FleetWide fleetWide) {
            return new FleetReplay(data, fleetWide, window, refitSteps, horizon, seed);
        }
        throw new IllegalArgumentException(
                "The contender (" + contender.name() + ") must be one that knows the fleet.");
    }
}
