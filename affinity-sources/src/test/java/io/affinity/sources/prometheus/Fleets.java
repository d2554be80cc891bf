// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Map;

/** Inventories of VMs by id and name. */
final class Fleets {

    static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY, Resource.NETWORK);

    private Fleets() {}

    static Inventory of(Instant at, Map<String, String> nameById) {
        HostId host = new HostId("h1");
        Inventory.Builder inventory =
                Inventory.builder(at).host(Host.of(host, ResourceVector.of(RESOURCES, 64, 1e12, 1e9)));
        nameById.forEach((id, name) -> inventory.vm(
                Vm.of(new VmId(id), ResourceVector.of(RESOURCES, 4, 8e9, 0)).withName(name), host));
        return inventory.build();
    }
}
