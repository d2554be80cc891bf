// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import org.jspecify.annotations.Nullable;

/** Keeps what was measured last, to be shown. */
final class WatchedDemand implements DemandSource {

    private final DemandSource source;
    private @Nullable Demand last;

    WatchedDemand(DemandSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Demand demand(Inventory inventory) {
        Demand demand = source.demand(inventory);
        last = demand;
        return demand;
    }

    @Override
    public PastDemand history(HistoryRequest request) {
        return source.history(request);
    }

    /** {@return what was measured last, or null if nothing was yet} */
    @Nullable
    Demand last() {
        return last;
    }
}
