// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.Hypervisor;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.compute.ProviderResources;
import io.affinity.openstack.compute.Server;
import io.affinity.openstack.http.ApiException;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a host may promise a server what it needs, as Placement counts. */
final class TargetRoom {

    private static final Logger LOG = LoggerFactory.getLogger(TargetRoom.class);

    private final Nova nova;
    private final Placement placement;

    TargetRoom(Nova nova, Placement placement) {
        this.nova = nova;
        this.placement = placement;
    }

    /** {@return what is short; none as well where Placement does not let us ask: then it is for Nova to say} */
    List<Refusal> refusals(Server server, HostId target) throws ApiException {
        List<Refusal> refusals = new ArrayList<>();
        try {
            for (Hypervisor hypervisor : nova.hypervisors()) {
                if (hypervisor.host().equals(target.value())) {
                    ProviderResources has = placement.resources(hypervisor.id());
                    check(
                            ProviderResources.MEMORY_MB,
                            "MiB of memory",
                            (double) server.flavor().memoryMib(),
                            has,
                            refusals);
                    check(cpuClass(server), "CPUs", server.flavor().vcpus(), has, refusals);
                }
            }
        } catch (ApiException e) {
            if (e.isPassing() || e.kind() == ApiException.Kind.UNAUTHORIZED) {
                throw e;
            }
            LOG.debug("It is not known what room there is on {}.", target, e);
        }
        return refusals;
    }

    private static String cpuClass(Server server) {
        return "dedicated".equals(server.flavor().extraSpecs().get("hw:cpu_policy"))
                ? ProviderResources.PCPU
                : ProviderResources.VCPU;
    }

    private static void check(String name, String told, double needed, ProviderResources has, List<Refusal> refusals) {
        if (has.inventory().containsKey(name) && needed > has.free(name)) {
            refusals.add(new Refusal(
                    FailureCause.NO_ROOM,
                    "The target may promise (" + Math.round(has.free(name)) + ") more " + told
                            + ", and the server needs (" + Math.round(needed) + ")."));
        }
    }
}
