// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.ComputeService;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.compute.Server;
import io.affinity.openstack.compute.ServerGroup;
import io.affinity.openstack.http.ApiException;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Nova would refuse, told before it is asked: from 2.34 on it accepts everything at first, and often says no more than that there is no valid host.
 */
final class PreChecks {

    private final Nova nova;
    private final KnownHosts hosts;
    private final TargetRoom room;

    PreChecks(Nova nova, Placement placement, KnownHosts hosts) {
        this.nova = nova;
        this.hosts = hosts;
        this.room = new TargetRoom(nova, placement);
    }

    /** {@return what stands in the way; none if Nova may be asked} */
    List<Refusal> refusals(Migration migration) throws ApiException {
        List<Refusal> refusals = new ArrayList<>();
        List<ComputeService> services = hosts.now();
        check(ComputeService.of(migration.source(), services), migration.source(), "source", refusals);
        ComputeService target = ComputeService.of(migration.target(), services);
        check(target, migration.target(), "target", refusals);
        if (target != null && !target.isEnabled()) {
            refusals.add(new Refusal(
                    FailureCause.CONFIGURATION,
                    "The nova-compute of the target (" + migration.target() + ") is disabled"
                            + (target.disabledReason().isEmpty() ? "" : ": " + target.disabledReason()) + "."));
        }
        Server server = nova.server(migration.vm().value());
        checkServer(server, migration, refusals);
        if (server != null && refusals.isEmpty()) {
            checkGroups(server, migration, refusals);
            refusals.addAll(room.refusals(server, migration.target()));
        }
        return refusals;
    }

    private static void check(@Nullable ComputeService service, HostId host, String part, List<Refusal> refusals) {
        if (service == null) {
            refusals.add(new Refusal(
                    FailureCause.HOST_UNKNOWN, "Nova knows no host of the name of the " + part + " (" + host + ")."));
        } else if (!service.isUp()) {
            refusals.add(new Refusal(
                    FailureCause.CONNECTION, "The nova-compute of the " + part + " (" + host + ") is down."));
        }
    }

    private static void checkServer(@Nullable Server server, Migration migration, List<Refusal> refusals) {
        if (server == null) {
            refusals.add(
                    new Refusal(FailureCause.VM_ABSENT, "Nova knows no server of the id (" + migration.vm() + ")."));
        } else if (!migration.source().value().equals(server.host())) {
            refusals.add(new Refusal(
                    FailureCause.VM_ABSENT,
                    "The server is on (" + server.host() + "), and not on the source (" + migration.source() + ")."));
        } else if (server.taskState() != null || server.isMigrating()) {
            refusals.add(new Refusal(
                    FailureCause.VM_BUSY,
                    "The server is " + server.status() + ", and its task is (" + server.taskState() + ")."));
        } else if (!server.status().equals("ACTIVE")) {
            refusals.add(new Refusal(
                    FailureCause.CONFIGURATION,
                    "The server is " + server.status() + ", and only one that is ACTIVE is migrated live."
                            + (server.fault().isEmpty() ? "" : " Its fault is: " + server.fault() + ".")));
        }
    }

    /** The filter for groups looks at the same, and a server that it refuses when forced is set to ERROR. */
    private void checkGroups(Server server, Migration migration, List<Refusal> refusals) throws ApiException {
        if (server.groups().isEmpty()) {
            return;
        }
        for (ServerGroup group : nova.groups()) {
            if (server.groups().contains(group.id()) && group.policy().equals("anti-affinity")) {
                List<String> there = membersOn(migration.target(), group, server);
                if (there.size() >= group.mostPerHost()) {
                    refusals.add(new Refusal(
                            FailureCause.CONFIGURATION,
                            "The server group (" + group.name() + ") keeps it apart from " + there + " on the target ("
                                    + migration.target() + ")."));
                }
            }
        }
    }

    private List<String> membersOn(HostId host, ServerGroup group, Server server) throws ApiException {
        List<String> there = new ArrayList<>();
        for (String member : group.members()) {
            Server other = member.equals(server.id()) ? null : nova.server(member);
            if (other != null && host.value().equals(other.host())) {
                there.add(other.name());
            }
        }
        return there;
    }
}
