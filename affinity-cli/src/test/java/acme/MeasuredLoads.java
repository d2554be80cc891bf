// SPDX-License-Identifier: Apache-2.0
package acme;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;

/** All VMs demand one core. */
public final class MeasuredLoads implements DemandSource {

    @Override
    public String name() {
        return "measured-loads";
    }

    @Override
    public Demand demand(Inventory inventory) {
        Demand.Builder demand = Demand.builder(inventory.observedAt(), ListedHosts.RESOURCES);
        for (Vm vm : inventory.vms()) {
            demand.put(vm.id(), Resource.CPU, 1).put(vm.id(), Resource.MEMORY, 0x1p30);
        }
        return demand.build();
    }
}
