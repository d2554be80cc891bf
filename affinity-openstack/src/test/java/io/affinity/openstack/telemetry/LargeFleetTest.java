// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.openstack.settings.InventorySettings;
import io.affinity.openstack.tiny.TinyCloud;
import io.affinity.openstack.tiny.TinyFleet;
import io.affinity.openstack.tiny.TinyHost;
import io.affinity.openstack.tiny.TinyServer;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 2,000 servers on 100 hosts of a cloud that takes 40 ms for each answer: the number of calls is bounded. */
class LargeFleetTest {

    private static final int HOSTS = 100;
    private static final int SERVERS = 2000;
    private static final Duration DELAY = Duration.ofMillis(40);

    private final TinyCloud cloud = TinyCloud.start();

    @AfterEach
    void close() {
        cloud.close();
    }

    private NovaFleet fleet(CallLimits limits) {
        Session session = TinyCloud.session(limits, cloud.access());
        return NovaFleet.of(
                new Nova(session),
                new Placement(session),
                limits,
                InventorySettings.DEFAULT,
                Map::of,
                Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC));
    }

    private void fill() {
        TinyFleet world = new TinyFleet(cloud);
        Random random = new Random(3);
        for (int h = 0; h < HOSTS; h++) {
            world.host(TinyHost.of("h%03d".formatted(h)));
        }
        List<String> ids = new ArrayList<>();
        for (int s = 0; s < SERVERS; s++) {
            String id = "s%04d".formatted(s);
            ids.add(id);
            world.server(TinyServer.of(id, "web", "h%03d".formatted(random.nextInt(HOSTS))));
        }
        for (int g = 0; g < 50; g++) {
            world.group(
                    "g%02d".formatted(g), "group", "anti-affinity", 1, ids.get(g), ids.get(g + 50), ids.get(g + 100));
        }
        cloud.delay(DELAY);
    }

    private long timed(String what, Runnable work) {
        cloud.forget();
        long begun = System.nanoTime();
        work.run();
        System.out.printf("%s: %d calls, %.1f s%n", what, cloud.asked().size(), (System.nanoTime() - begun) / 1e9);
        return cloud.asked().size();
    }

    @Test
    void callsForTheInventoryAreBounded() {
        fill();
        NovaFleet fleet = fleet(new CallLimits(Duration.ofSeconds(30), 3, Duration.ofMillis(500), 8, 50, 64 << 20));

        assertThat(timed("first inventory", fleet::inventory))
                .as("token, two versions, 3 + 1 + 1 + 1 + 2 lists, providers, and three for each host")
                .isEqualTo(3 + 9 + 3 * HOSTS);
        assertThat(timed("second inventory", fleet::inventory)).isEqualTo(9);

        Inventory inventory = fleet.inventory();
        Rules[] rules = {Rules.NONE};

        assertThat(timed("its rules", () -> rules[0] = fleet.rules(inventory))).isZero();
        assertThat(inventory.vms()).hasSize(SERVERS);
        assertThat(inventory.hosts()).hasSize(HOSTS);
        assertThat(rules[0].policies()).hasSize(50);
    }

    @Test
    void eachServerIsAskedOnceForItsDiagnostics() {
        fill();
        NovaFleet fleet = fleet(TinyCloud.limits());
        Inventory inventory = fleet.inventory();
        List<Collection<VmId>> measured = new ArrayList<>();

        long calls = timed("demand", () -> measured.add(fleet.demand(inventory).vms()));

        assertThat(calls).isLessThanOrEqualTo(SERVERS).isEqualTo(measured.get(0).size());
        assertThat(timed("the same demand again", () -> fleet.demand(inventory)))
                .isZero();
    }
}
