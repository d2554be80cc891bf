// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.Caller;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real control plane says is what is seen of it. */
@OnOpenStack
class NovaFleetLabTest {

    private static final double MIB = 1 << 20;

    private final OpenStackLab lab = OpenStackLab.running();
    private final NovaFleet fleet = LabFleet.of(lab);

    @AfterEach
    void noServers() {
        lab.deleteServers();
    }

    private static Host host(Inventory inventory, String name) {
        return inventory.hosts().stream()
                .filter(host -> host.id().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aServerIsSeenWithItsSizeAndLabels() {
        VmId web = new VmId(lab.server(
                "node2", "web", "--vcpus", "2", "--memory", "1024", "--metadata", "affinity:priority=critical"));

        Inventory inventory = fleet.inventory();

        assertThat(inventory.placement().hostOf(web)).isEqualTo(new HostId("node2"));
        assertThat(inventory.vm(web).name()).isEqualTo("web");
        assertThat(inventory.vm(web).priority()).isEqualTo(Priority.CRITICAL);
        assertThat(inventory.vm(web).allocation().value(Resource.CPU)).isEqualTo(2);
        assertThat(inventory.vm(web).memoryBytes()).isEqualTo(1024 * MIB);
        assertThat(inventory.hosts()).extracting(Host::state).containsOnly(HostState.AVAILABLE);
    }

    @Test
    void whatServersTakeIsNoLessRoomForThemselves() {
        double before = host(fleet.inventory(), "node1").allocationLimit(1);
        lab.server("node1", "web", "--memory", "2048");

        assertThat(host(fleet.inventory(), "node1").allocationLimit(1)).isEqualTo(before);
    }

    @Test
    void demandFollowsTheLoadOfAServer() {
        VmId web = new VmId(lab.server("node1", "web", "--vcpus", "2"));
        lab.load(web.value(), 100);
        double[] cores = {Double.NaN};
        OpenStackLab.await("two cores are used", () -> {
            cores[0] = fleet.demand(fleet.inventory()).of(web, Resource.CPU);
            return cores[0] > 1.5;
        });

        assertThat(cores[0]).isCloseTo(2, within(0.5));
    }

    @Test
    void aHostWhoseComputeIsKilledIsUnavailableWithItsServers() {
        VmId web = new VmId(lab.server("node3", "web"));
        lab.run("kill", "node3");
        OpenStackLab.await(
                "Nova has seen it", () -> host(fleet.inventory(), "node3").state() == HostState.UNAVAILABLE);

        assertThat(fleet.inventory().placement().hostOf(web)).isEqualTo(new HostId("node3"));
    }

    @Test
    void rulesAreThoseOfTheCloud() {
        lab.server("node1", "plain", "--flavor-extra", "trait:COMPUTE_NODE=required");
        lab.server("node2", "db", "--metadata", "affinity:migrate=never");
        Inventory inventory = fleet.inventory();

        assertThat(fleet.rules(inventory).policies())
                .extracting(LocationPolicy::name)
                .containsExactly("needs COMPUTE_NODE", "db stays (metadata: never to be migrated)");
    }

    @Test
    void aQuietCloudIsAskedSevenTimesAndOnceMoreWhereThereAreServerGroups() throws ApiException {
        lab.server("node1", "web");
        Caller caller = LabFleet.caller(CallLimits.DEFAULT);
        Session session = LabFleet.session(caller, lab);
        NovaFleet counted = LabFleet.of(session);
        // Other tests may have left some.
        long expected = new Nova(session).groups().isEmpty() ? 7 : 8;
        long[] calls = {0};
        OpenStackLab.await("nothing changes from one look to the next", () -> {
            counted.inventory();
            long before = caller.calls();
            counted.inventory();
            calls[0] = caller.calls() - before;
            return calls[0] <= expected;
        });

        assertThat(calls[0]).isEqualTo(expected);
    }
}
