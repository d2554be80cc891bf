// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.http.Caller;
import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.spi.inventory.Inventory;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * 2,000 servers on 100 hosts of a real control plane are seen in few calls. Filling its databases takes minutes, so it is asked for by
 * {@code -Daffinity.openstack.fleet=true}; {@link LargeFleetTest} counts the same calls of a small server.
 */
@OnOpenStack
@EnabledIfSystemProperty(named = "affinity.openstack.fleet", matches = "true")
class LargeFleetLabTest {

    private static final int HOSTS = 100;
    private static final int SERVERS = 2000;

    @BeforeAll
    static void fill() {
        OpenStackLab.running().run("fleet", HOSTS + "x" + SERVERS);
    }

    @AfterAll
    static void empty() {
        OpenStackLab.running().run("fleet", "none");
    }

    @Test
    void callsForTheInventoryAreBounded() {
        OpenStackLab lab = OpenStackLab.running();
        Caller caller = LabFleet.caller(CallLimits.DEFAULT);
        NovaFleet fleet = LabFleet.of(LabFleet.session(caller, lab));
        int hosts = HOSTS + lab.hosts().size();

        long first = timed("first look at 2,000 servers on 100 hosts", caller, fleet);
        long second = timed("second look", caller, fleet);
        Inventory inventory = fleet.inventory();

        assertThat(inventory.vms()).hasSize(SERVERS);
        assertThat(inventory.hosts()).hasSize(hosts);
        assertThat(first).isLessThanOrEqualTo(3 + 8 + 3L * hosts);
        assertThat(second)
                .as("hardly anything has changed")
                .isLessThanOrEqualTo(8 + 3L * lab.hosts().size());
        assertThat(fleet.rules(inventory).policies()).isEqualTo(List.of());
    }

    private static long timed(String what, Caller caller, NovaFleet fleet) {
        long before = caller.calls();
        long begun = System.nanoTime();
        fleet.rules(fleet.inventory());
        long calls = caller.calls() - before;
        System.out.printf("%s: %d calls, %.1f s%n", what, calls, (System.nanoTime() - begun) / 1e9);
        return calls;
    }
}
