// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;

/** Measures what one source does, and knows the past that a store has as well. */
final class PastBehind implements DemandSource {

    private final DemandSource current;
    private final PrometheusDemand store;

    PastBehind(DemandSource current, PrometheusDemand store) {
        this.current = current;
        this.store = store;
    }

    @Override
    public String name() {
        return current.name();
    }

    @Override
    public Demand demand(Inventory inventory) {
        store.know(inventory);
        return current.demand(inventory);
    }

    @Override
    public PastDemand history(HistoryRequest request) {
        PastDemand own = current.history(request);
        PastDemand stored = store.history(request);
        PastDemand.Builder both = PastDemand.builder(request);
        for (VmId vm : request.vms()) {
            for (Resource resource : request.resources().resources()) {
                TimeSeries first = own.series(vm, resource);
                TimeSeries second = stored.series(vm, resource);
                if (first.present() + second.present() > 0) {
                    both.put(vm, resource, filled(first, second));
                }
            }
        }
        return both.build();
    }

    private static double[] filled(TimeSeries first, TimeSeries second) {
        double[] values = first.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? second.value(i) : values[i];
        }
        return values;
    }
}
