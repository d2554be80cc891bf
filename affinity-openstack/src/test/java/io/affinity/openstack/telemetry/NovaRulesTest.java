// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.settings.InventorySettings;
import io.affinity.openstack.tiny.TinyCloud;
import io.affinity.openstack.tiny.TinyFleet;
import io.affinity.openstack.tiny.TinyHost;
import io.affinity.openstack.tiny.TinyServer;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NovaRulesTest {

    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");
    private static final HostId H3 = new HostId("h3");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final TinyCloud cloud = TinyCloud.start();
    private final TinyFleet world = new TinyFleet(cloud);
    private final Map<VmId, HostId> ours = new HashMap<>();

    @BeforeEach
    void threeHosts() {
        world.host(TinyHost.of("h1")).host(TinyHost.of("h2")).host(TinyHost.of("h3"));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Rules rules(InventorySettings settings) {
        NovaFleet fleet =
                NovaFleet.of(cloud.nova(), cloud.placement(), TinyCloud.limits(), settings, () -> ours, CLOCK);
        Inventory inventory = fleet.inventory();
        Rules rules = fleet.rules(inventory);
        assertThat(inventory.with(rules).policies())
                .as("each has a name of its own")
                .hasSameSizeAs(rules.policies());
        return rules;
    }

    private List<LocationPolicy> policies() {
        return rules(InventorySettings.DEFAULT).policies();
    }

    private static Set<VmId> vms(String... ids) {
        Set<VmId> vms = new LinkedHashSet<>();
        for (String id : ids) {
            vms.add(new VmId(id));
        }
        return vms;
    }

    private static LocationPolicy forbidden(String name, Set<VmId> vms, HostId... hosts) {
        return new LocationPolicy.ForbiddenHosts(
                name, Strength.hard(), Scope.CONTINUOUS, vms, new LinkedHashSet<>(List.of(hosts)));
    }

    private static LocationPolicy allowed(String name, Set<VmId> vms, HostId... hosts) {
        return new LocationPolicy.AllowedHosts(
                name, Strength.hard(), Scope.CONTINUOUS, vms, new LinkedHashSet<>(List.of(hosts)));
    }

    private static LocationPolicy pinned(String name, String vm, HostId host) {
        return LocationPolicy.Pinned.of(name, new VmId(vm), host);
    }

    @Test
    void ordinaryServersAreFree() {
        world.server(TinyServer.of("s1", "web", "h1").says("role", "web").spec("hw:numa_nodes", "1"));

        assertThat(rules(InventorySettings.DEFAULT)).isEqualTo(Rules.NONE);
    }

    /** Nobody knows whether one of them has a device. */
    @Test
    void serversOfWhichItIsNotToldWhatTheyNeedStay() {
        world.server(TinyServer.of("s1", "web", "h1").spec("pci_passthrough:alias", "a1:1"))
                .server(TinyServer.of("s2", "db", "h2"))
                .hideExtraSpecs();

        assertThat(policies())
                .containsExactly(
                        pinned("web stays (what its flavor asks of hosts is not told)", "s1", H1),
                        pinned("db stays (what its flavor asks of hosts is not told)", "s2", H2));
    }

    @Test
    void serverGroupsArePolicies() {
        world.server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s2", "b", "h1"))
                .server(TinyServer.of("s3", "c", "h2"))
                .group("g1", "web", "anti-affinity", 1, "s1", "s3", "gone")
                .group("g2", "pair", "affinity", 1, "s1", "s2")
                .group("g3", "few", "anti-affinity", 2, "s1", "s2", "s3")
                .group("g4", "near", "soft-affinity", 1, "s1", "s3")
                .group("g5", "far", "soft-anti-affinity", 1, "s1", "s2")
                .group("g6", "alone", "affinity", 1, "s3", "gone");

        assertThat(policies())
                .containsExactly(
                        LocationPolicy.AntiAffinity.of("group web", vms("s1", "s3")),
                        LocationPolicy.Affinity.of("group pair", vms("s1", "s2")),
                        new LocationPolicy.MaxPerDomain(
                                "group few",
                                Strength.hard(),
                                Scope.CONTINUOUS,
                                vms("s1", "s2", "s3"),
                                TopologyLevel.HOST,
                                2),
                        new LocationPolicy.Affinity(
                                "group near", Strength.soft(1), Scope.FINAL, vms("s1", "s3"), TopologyLevel.HOST),
                        new LocationPolicy.AntiAffinity(
                                "group far", Strength.soft(1), Scope.FINAL, vms("s1", "s2"), TopologyLevel.HOST));
    }

    @Test
    void groupsOfOneNameAreToldApartByTheirIds() {
        world.server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s2", "b", "h2"))
                .group("g1", "web", "anti-affinity", 1, "s1", "s2")
                .group("g2", "web", "anti-affinity", 1, "s1", "s2");

        assertThat(policies()).extracting(LocationPolicy::name).containsExactly("group web (g1)", "group web (g2)");
    }

    @Test
    void membersThatDoNotRunCountAsTheyDoForNova() {
        world.server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s2", "b", "h2").off())
                .server(TinyServer.of("s3", "c", "h2"))
                .group("g1", "apart", "anti-affinity", 1, "s1", "s2")
                .group("g2", "together", "affinity", 1, "s3", "s2");

        assertThat(policies())
                .containsExactly(
                        forbidden("group apart has members that do not run", vms("s1"), H2),
                        pinned("c stays (group together has members that do not run)", "s3", H2));
    }

    @Test
    void aGroupOfAKindThatIsNotKnownKeepsItsServers() {
        world.server(TinyServer.of("s1", "a", "h1")).group("g1", "new", "rack-affinity", 1, "s1");

        assertThat(policies())
                .containsExactly(
                        pinned("a stays (group new has the policy (rack-affinity), which is not known)", "s1", H1));
    }

    @Test
    void nobodyIsMigratedToAHostThatIsDisabledAndNobodyHasToLeaveIt() {
        world.host(TinyHost.of("h3").disabled("replace disk"))
                .server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s3", "c", "h3"));

        assertThat(policies()).containsExactly(forbidden("disabled: h3 (replace disk)", vms("s1"), H3));
    }

    @Test
    void serversStayInTheirZone() {
        world.aggregate("a", "north", Map.of(), "h1", "h2")
                .server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s3", "c", "h3"));

        assertThat(policies())
                .containsExactly(allowed("zone north", vms("s1"), H1, H2), allowed("zone nova", vms("s3"), H3));
        assertThat(rules(new InventorySettings(null, null, null, false, Map.of()))
                        .policies())
                .isEmpty();
    }

    @Test
    void whereNovaTellsWhoAskedForAZoneOnlyTheyStay() {
        cloud.say("/compute/v2.1/", "{\"version\":{\"version\":\"2.96\",\"min_version\":\"2.1\"}}");
        world.aggregate("a", "north", Map.of(), "h1", "h2")
                .server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s2", "b", "h2").pinnedTo("north"))
                .server(TinyServer.of("s3", "c", "h3").pinnedTo("north"));

        assertThat(policies())
                .as("the third may stay where it is, though that is not its zone; it may go anywhere then")
                .containsExactly(allowed("zone north", vms("s2"), H1, H2));
    }

    @Test
    void serversStayInTheirCell() {
        world.aggregate("a", "", Map.of("cell", "c1"), "h1", "h2")
                .aggregate("b", "", Map.of("cell", "c2"), "h3")
                .server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s3", "c", "h3"));

        assertThat(rules(new InventorySettings(null, null, "cell", true, Map.of()))
                        .policies())
                .containsExactly(allowed("cell c1", vms("s1"), H1, H2), allowed("cell c2", vms("s3"), H3));
    }

    @Test
    void whatFlavorsAskForIsAskedOfHosts() {
        world.host(TinyHost.of("h1").with("AVX2").dedicated(4))
                .host(TinyHost.of("h2").with("AVX2"))
                .aggregate("fast", "", Map.of("ssd", "true"), "h1", "h3")
                .server(TinyServer.of("s1", "a", "h1").spec("trait:AVX2", "required"))
                .server(TinyServer.of("s2", "b", "h1").spec("ssd", "true").spec("hw:cpu_policy", "dedicated"))
                .server(TinyServer.of("s3", "c", "h3").spec("trait:AVX2", "forbidden"));

        assertThat(policies())
                .containsExactly(
                        new LocationPolicy.HardwareRequirement(
                                "needs AVX2", Strength.hard(), Scope.CONTINUOUS, vms("s1"), Set.of("AVX2")),
                        forbidden("needs dedicated CPUs, aggregate ssd=true", vms("s2"), H2, H3),
                        forbidden("needs no AVX2", vms("s3"), H1, H2));
    }

    @Test
    void whatTheHostOfAServerLacksIsNotAskedFor() {
        world.aggregate("fast", "", Map.of("ssd", "true"), "h1")
                .server(TinyServer.of("s2", "b", "h2")
                        .spec("aggregate_instance_extra_specs:ssd", "true")
                        .spec("trait:AVX2", "required")
                        .spec("hw:cpu_policy", "dedicated"));

        assertThat(policies()).isEmpty();
    }

    @Test
    void hostsOfOtherProjectsTakeNobody() {
        world.aggregate("rented", "", Map.of("filter_tenant_id", "p1,p2"), "h3")
                .server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s2", "b", "h2").of("p9"))
                .server(TinyServer.of("s3", "c", "h3").of("p9"));

        assertThat(policies()).containsExactly(forbidden("hosts of other projects than p9", vms("s2"), H3));
    }

    @Test
    void devicesMetadataAndWorkOfNovaKeepAServerWhereItIs() {
        world.server(TinyServer.of("s1", "gpu", "h1").spec("pci_passthrough:alias", "a:1"))
                .server(TinyServer.of("s2", "db", "h1").says("affinity:migrate", "never"))
                .server(TinyServer.of("s3", "odd", "h1").says("affinity:migrat", "never"))
                .server(TinyServer.of("s4", "moving", "h2").with("MIGRATING", "active", "migrating", 1))
                .server(TinyServer.of("s5", "rebooting", "h2").with("REBOOT", "active", "reboot_started", 1))
                .server(TinyServer.of("s6", "paused", "h2").with("PAUSED", "paused", "", 3));

        assertThat(policies())
                .containsExactly(
                        pinned("gpu stays (has PCI devices)", "s1", H1),
                        pinned("db stays (metadata: never to be migrated)", "s2", H1),
                        pinned(
                                "odd stays (metadata: key (affinity:migrat) is not known; known are affinity:priority,"
                                        + " affinity:migrations and affinity:migrate)",
                                "s3",
                                H1),
                        pinned("moving is being migrated by Nova", "s4", H2),
                        pinned("rebooting is being changed by Nova (reboot_started)", "s5", H2),
                        pinned("paused is paused", "s6", H2));
    }

    @Test
    void whatWeMigrateOurselvesIsNotHeld() {
        world.server(TinyServer.of("s4", "moving", "h2").with("MIGRATING", "active", "migrating", 1));
        ours.put(new VmId("s4"), H1);

        assertThat(policies()).isEmpty();
    }

    @Test
    void budgetsAreStatedByMetadata() {
        world.server(TinyServer.of("s1", "a", "h1").says("affinity:migrations", "2 in 6h"));

        assertThat(rules(InventorySettings.DEFAULT).budgets())
                .containsExactly(
                        new MigrationBudget(new MigrationBudget.Subject.Group(vms("s1")), 2, Duration.ofHours(6)));
    }

    @Test
    void whoeverHasArrivedElsewhereMeanwhileStaysThere() {
        world.server(TinyServer.of("s1", "db", "h1").says("affinity:migrate", "never"));
        NovaFleet fleet = NovaFleet.of(
                cloud.nova(), cloud.placement(), TinyCloud.limits(), InventorySettings.DEFAULT, () -> ours, CLOCK);
        Inventory seen = fleet.inventory();
        Inventory.Builder moved = Inventory.builder(seen.observedAt());
        seen.hosts().forEach(moved::host);
        moved.vm(seen.vms().get(0), H2);

        assertThat(fleet.rules(moved.build()).policies())
                .containsExactly(pinned("db stays (metadata: never to be migrated)", "s1", H2));
    }
}
