// SPDX-License-Identifier: Apache-2.0
package acme;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Clock;

/** Two hosts of four cores: the first has three VMs, the second has one, and each of them wants two cores. */
public final class CrowdedHosts implements InventorySource {

    @Override
    public String name() {
        return "crowded-hosts";
    }

    @Override
    public Inventory inventory() {
        HostId crowded = new HostId("crowded");
        HostId calm = new HostId("calm");
        Inventory.Builder inventory = Inventory.builder(Clock.systemUTC().instant());
        inventory.host(Host.of(crowded, ResourceVector.of(ListedHosts.RESOURCES, 4, 0x1p34)));
        inventory.host(Host.of(calm, ResourceVector.of(ListedHosts.RESOURCES, 4, 0x1p34)));
        for (int i = 1; i <= 4; i++) {
            Vm vm = Vm.of(new VmId("vm-" + i), ResourceVector.of(ListedHosts.RESOURCES, 2, 0x1p31));
            inventory.vm(vm, i == 4 ? calm : crowded);
        }
        return inventory.build();
    }

    /** What they want. */
    public static final class Loads implements DemandSource {

        @Override
        public String name() {
            return "crowded-loads";
        }

        @Override
        public Demand demand(Inventory inventory) {
            Demand.Builder demand = Demand.builder(inventory.observedAt(), ListedHosts.RESOURCES);
            for (Vm vm : inventory.vms()) {
                demand.put(vm.id(), Resource.CPU, 2).put(vm.id(), Resource.MEMORY, 0x1p30);
            }
            return demand.build();
        }
    }
}
