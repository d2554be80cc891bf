// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.simulation.workload.Workload;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Hosts a, b and c of four cores and 256 GB, and VMs whose memory is copied in 100 s at the usual bandwidth. */
final class Small {

    static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    static final Duration STEP = Duration.ofMinutes(5);
    static final Duration COPYING = Duration.ofSeconds(100);
    static final HostId A = new HostId("a");
    static final HostId B = new HostId("b");
    static final HostId C = new HostId("c");
    static final VmId V1 = new VmId("v1");
    static final VmId V2 = new VmId("v2");
    static final VmId V3 = new VmId("v3");

    private static final double BANDWIDTH = 625e6;
    private static final double MEMORY = 62.5e9;

    private Small() {}

    static Host host(HostId id) {
        return Host.of(id, ResourceVector.of(RESOURCES, 4, 256e9));
    }

    static Vm vm(VmId id) {
        return Vm.of(id, ResourceVector.of(RESOURCES, 4, MEMORY));
    }

    /** The first VM on the first of these hosts, and so on; hosts a, b and c, empty or not. */
    static Fleet.Builder fleet(Workload workload, HostId... hostByVm) {
        Fleet.Builder builder = Fleet.builder(START).hosts(List.of(host(A), host(B), host(C)));
        for (int v = 0; v < hostByVm.length; v++) {
            builder.vm(workload.vms().get(v), hostByVm[v]);
        }
        return builder;
    }

    static MigrationRequest request(Migration migration) {
        return new MigrationRequest(
                "m-" + migration.vm() + "-" + migration.target(),
                migration,
                BANDWIDTH,
                Duration.ofMillis(300),
                Duration.ofMinutes(30),
                Escalation.THROTTLE);
    }

    static Instant after(long seconds) {
        return START.plusSeconds(seconds);
    }
}
