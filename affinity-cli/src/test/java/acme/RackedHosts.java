// SPDX-License-Identifier: Apache-2.0
package acme;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Clock;

/** Three hosts: web and db on the first, cache on the second, which is in another rack, and nothing on the third, which is in the same. */
public final class RackedHosts implements InventorySource {

    @Override
    public String name() {
        return "racked-hosts";
    }

    @Override
    public Inventory inventory() {
        Inventory.Builder inventory =
                Inventory.builder(Clock.systemUTC().instant()).topology(Topology.HOST_RACK_ZONE);
        inventory.host(host("first", "left")).host(host("second", "right")).host(host("third", "left"));
        inventory.vm(vm("web"), new HostId("first"));
        inventory.vm(vm("db"), new HostId("first"));
        inventory.vm(vm("cache"), new HostId("second"));
        return inventory.build();
    }

    private static Host host(String name, String rack) {
        return Host.of(new HostId(name), ResourceVector.of(ListedHosts.RESOURCES, 8, 0x1p34))
                .withFaultDomain(TopologyLevel.RACK, rack);
    }

    private static Vm vm(String name) {
        return Vm.of(new VmId("id-of-" + name), ResourceVector.of(ListedHosts.RESOURCES, 2, 0x1p31))
                .withName(name);
    }
}
