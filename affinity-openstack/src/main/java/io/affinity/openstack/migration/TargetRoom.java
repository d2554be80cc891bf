// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.Hypervisor;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.compute.ProviderResources;
import io.affinity.openstack.compute.ProviderRoom;
import io.affinity.openstack.compute.Server;
import io.affinity.openstack.http.ApiException;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a host may promise a server what it needs, as Placement counts: what it holds now, which knows of everything that flavor and image ask for, such as CPUs
 * of which some are dedicated. What is not held of a hypervisor itself, such as disks that are shared, is Nova's to judge.
 */
final class TargetRoom {

    private static final Logger LOG = LoggerFactory.getLogger(TargetRoom.class);

    /** A class of resource that is held of hypervisors themselves, and what it is called. */
    private record Held(String name, String told) {}

    private static final List<Held> OF_HYPERVISORS = List.of(
            new Held(ProviderResources.MEMORY_MB, "MiB of memory"),
            new Held(ProviderResources.VCPU, "CPUs"),
            new Held(ProviderResources.PCPU, "dedicated CPUs"));

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
                    check(placement.held(server.id()), placement.room(hypervisor.id()), refusals);
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

    private static void check(Map<String, Double> needed, ProviderRoom has, List<Refusal> refusals) {
        for (Held each : OF_HYPERVISORS) {
            double amount = needed.getOrDefault(each.name(), 0.0);
            double free = has.free(each.name());
            if (amount > free) {
                refusals.add(new Refusal(
                        FailureCause.NO_ROOM,
                        "The target may promise (" + Math.round(free) + ") more " + each.told()
                                + ", and the server needs (" + Math.round(amount) + ")."));
            }
        }
    }
}
