// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Instant;

/** Two hosts and two VMs, as a source may see them. */
final class Observed {

    static final HostId A = new HostId("a");
    static final HostId B = new HostId("b");
    static final VmId WEB = new VmId("web 1");
    static final VmId DB = new VmId("db");

    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);

    private Observed() {}

    /** {@return an observation}
     *
     * @param demand CPU and memory of the first VM, then of the second */
    static Observation at(Instant time, double... demand) {
        Fleet fleet = Fleet.builder(time)
                .host(Host.of(A, ResourceVector.of(RESOURCES, 8, 0x1p34)))
                .host(Host.of(B, ResourceVector.of(RESOURCES, 8, 0x1p34)))
                .vm(Vm.of(WEB, ResourceVector.of(RESOURCES, 2, 0x1p31)), A)
                .vm(Vm.of(DB, ResourceVector.of(RESOURCES, 4, 0x1p32)), B)
                .build();
        return Observation.of(fleet, demand);
    }
}
