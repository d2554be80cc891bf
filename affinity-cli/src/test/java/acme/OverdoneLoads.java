package acme;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;

/** The first VM demands more than its host has, the others one core. */
public final class OverdoneLoads implements DemandSource {

    @Override
    public String name() {
        return "overdone-loads";
    }

    @Override
    public Demand demand(Inventory inventory) {
        Demand.Builder demand = Demand.builder(inventory.observedAt(), ListedHosts.RESOURCES);
        for (Vm vm : inventory.vms()) {
            boolean isFirst = vm.id().value().equals("vm-1");
            demand.put(vm.id(), Resource.CPU, isFirst ? 10 : 1).put(vm.id(), Resource.MEMORY, 0x1p30);
        }
        return demand.build();
    }
}
