// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affinity.openstack.inventory.CloudReader;
import io.affinity.openstack.settings.InventorySettings;
import io.affinity.openstack.tiny.TinyCloud;
import io.affinity.openstack.tiny.TinyCloud.Answer;
import io.affinity.openstack.tiny.TinyFleet;
import io.affinity.openstack.tiny.TinyHost;
import io.affinity.openstack.tiny.TinyServer;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NovaFleetTest {

    private static final double MIB = 1 << 20;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final TinyCloud cloud = TinyCloud.start();
    private final TinyFleet world = new TinyFleet(cloud);
    private final Map<VmId, HostId> ours = new HashMap<>();

    @AfterEach
    void close() {
        cloud.close();
    }

    private NovaFleet fleet(InventorySettings settings) {
        return NovaFleet.of(cloud.nova(), cloud.placement(), TinyCloud.limits(), settings, () -> ours, CLOCK);
    }

    private NovaFleet fleet() {
        return fleet(InventorySettings.DEFAULT);
    }

    private static Host host(Inventory inventory, String name) {
        return inventory.hosts().stream()
                .filter(host -> host.id().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static VmId vm(String id) {
        return new VmId(id);
    }

    @Test
    void serversThatRunAreVmsOfTheirProject() {
        world.host(TinyHost.of("h1"))
                .server(TinyServer.of("s1", "web", "h1").sized(2, 1024).of("p7").says("affinity:priority", "high"))
                .server(TinyServer.of("s2", "web", "h1"))
                .server(TinyServer.of("s3", " ", "h1"));

        Inventory inventory = fleet().inventory();

        assertThat(inventory.vms()).extracting(vm -> vm.name()).containsExactly("web", "web", "s3");
        assertThat(inventory.vm(vm("s1")).tenant()).isEqualTo(new Tenant("p7"));
        assertThat(inventory.vm(vm("s1")).priority()).isEqualTo(Priority.HIGH);
        assertThat(inventory.vm(vm("s1")).allocation().value(Resource.CPU)).isEqualTo(2);
        assertThat(inventory.vm(vm("s1")).memoryBytes()).isEqualTo(1024 * MIB);
        assertThat(inventory.observedAt()).isEqualTo(CLOCK.instant());
    }

    @Test
    void serversThatDoNotRunAreDormantAndTakeRoom() {
        world.host(TinyHost.of("h1").sized(16, 8192, 512))
                .server(TinyServer.of("s1", "web", "h1"))
                .server(TinyServer.of("s2", "off", "h1").sized(4, 2048).off())
                .server(TinyServer.of("s3", "broken", "h1").with("ERROR", "error", "", 1))
                .server(TinyServer.of("s4", "shelved", "").with("SHELVED_OFFLOADED", "shelved_offloaded", "", 4))
                .server(TinyServer.of("s5", "crashed", "h1").with("ACTIVE", "active", "", 4));
        world.take("h1", 1024);

        Inventory inventory = fleet().inventory();

        assertThat(inventory.vms()).extracting(vm -> vm.id().value()).containsExactly("s1");
        assertThat(inventory.dormant()).containsOnlyKeys(vm("s2"), vm("s3"), vm("s4"), vm("s5"));
        assertThat(host(inventory, "h1").allocationLimit(1)).isEqualTo((8192 - 512 - 2048 - 512 - 512 - 1024) * MIB);
    }

    @Test
    void whatWeMigrateTakesRoomOfNobodyButItself() {
        world.host(TinyHost.of("h1")).host(TinyHost.of("h2").sized(16, 8192, 0));
        world.server(TinyServer.of("s1", "web", "h1").sized(1, 2048).with("MIGRATING", "active", "migrating", 1));
        world.take("h2", 2048);

        assertThat(host(fleet().inventory(), "h2").allocationLimit(1))
                .as("somebody else's arrives")
                .isEqualTo(6144 * MIB);

        ours.put(vm("s1"), new HostId("h2"));

        assertThat(host(fleet().inventory(), "h2").allocationLimit(1))
                .as("ours arrives, and is counted there already")
                .isEqualTo(8192 * MIB);
    }

    @Test
    void hostsAreAsNovaHasThem() {
        world.host(TinyHost.of("up"))
                .host(TinyHost.of("down").down())
                .host(TinyHost.of("maintained").disabled("affinity: evacuated by ann"))
                .host(TinyHost.of("broken").disabled("replace disk"))
                .host(TinyHost.of("metal").ironic())
                .server(TinyServer.of("s1", "bare", "metal"))
                .server(TinyServer.of("s2", "lost", "down"));

        Inventory inventory = fleet().inventory();

        assertThat(inventory.hosts())
                .extracting(host -> host.id() + " " + host.state())
                .containsExactly("broken AVAILABLE", "down UNAVAILABLE", "maintained DRAINING", "up AVAILABLE");
        assertThat(inventory.placement().hostOf(vm("s2"))).isEqualTo(new HostId("down"));
        assertThat(inventory.dormant()).containsKey(vm("s1"));
        assertThat(host(inventory, "up").features()).contains("HW_CPU_X86_SSE42");
    }

    @Test
    void aHostWithTwoHypervisorsIsLeftAlone() {
        world.host(TinyHost.of("h1")).host(TinyHost.of("h2"));
        cloud.say(
                "/compute/v2.1/os-hypervisors/detail",
                "{\"hypervisors\":[" + hypervisor("hypervisor-h1", "h1") + "," + hypervisor("old", "h1") + ","
                        + hypervisor("hypervisor-h2", "h2") + "]}");

        assertThat(fleet().inventory().hosts())
                .extracting(Host::state)
                .containsExactly(HostState.UNAVAILABLE, HostState.AVAILABLE);
    }

    private static String hypervisor(String id, String host) {
        return "{\"id\":\"" + id + "\",\"hypervisor_hostname\":\"" + id
                + "\",\"hypervisor_type\":\"QEMU\",\"service\":{\"host\":\"" + host + "\"}}";
    }

    @Test
    void zonesAndRacksAreFaultDomains() {
        world.host(TinyHost.of("h1")).host(TinyHost.of("h2"));

        assertThat(fleet().inventory().topology()).isEqualTo(Topology.FLAT);

        world.aggregate("a", "north", Map.of("rack", "r1", "ssd", "true"), "h1");
        Inventory inventory = fleet(new InventorySettings(null, "rack", null, true, Map.of(Resource.CPU, 0.2)))
                .inventory();

        assertThat(inventory.topology()).isEqualTo(Topology.HOST_RACK_ZONE);
        assertThat(host(inventory, "h1").faultDomain(TopologyLevel.ZONE)).isEqualTo("north");
        assertThat(host(inventory, "h1").faultDomain(TopologyLevel.RACK)).isEqualTo("r1");
        assertThat(host(inventory, "h1").features()).contains("aggregate ssd=true");
        assertThat(host(inventory, "h1").reserve().value(Resource.CPU)).isEqualTo(0.2);
    }

    @Test
    void onlyHostsOfTheAggregateAreLookedAfter() {
        world.host(TinyHost.of("h1"))
                .host(TinyHost.of("h2"))
                .aggregate("ours", "", Map.of(), "h1")
                .server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s2", "b", "h2"));

        Inventory inventory =
                fleet(new InventorySettings("ours", null, null, true, Map.of())).inventory();

        assertThat(inventory.hosts()).extracting(host -> host.id().value()).containsExactly("h1");
        assertThat(inventory.dormant()).containsOnlyKeys(vm("s2"));
        assertThatExceptionOfType(TelemetryException.class)
                .isThrownBy(() -> fleet(new InventorySettings("theirs", null, null, true, Map.of()))
                        .inventory())
                .withMessageContaining("no aggregate (theirs)")
                .withMessageContaining("[ours]");
    }

    @Test
    void whatIsInACellThatIsDownStaysAsItWas() {
        world.host(TinyHost.of("h1"))
                .host(TinyHost.of("h2"))
                .server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s2", "b", "h2"));
        NovaFleet fleet = fleet();
        double before = host(fleet.inventory(), "h2").allocationLimit(1);
        world.host(TinyHost.of("h2").inCellThatIsDown());

        Inventory inventory = fleet.inventory();

        assertThat(host(inventory, "h2").state()).isEqualTo(HostState.UNAVAILABLE);
        assertThat(host(inventory, "h2").allocationLimit(1)).isEqualTo(before);
        assertThat(inventory.placement().hostOf(vm("s2"))).isEqualTo(new HostId("h2"));
        assertThat(fleet.demand(inventory).of(vm("s2"), Resource.MEMORY)).isNaN();

        world.remove("s2");
        world.host(TinyHost.of("h2"));

        assertThat(fleet.inventory().contains(vm("s2")))
                .as("its cell answers, and it is gone")
                .isFalse();
    }

    @Test
    void aServerThatIsUnknownIsAsItWas() {
        world.host(TinyHost.of("h1")).server(TinyServer.of("s1", "a", "h1"));
        NovaFleet fleet = fleet();
        fleet.inventory();
        cloud.answer(
                "/compute/v2.1/servers/detail",
                asked -> Answer.of(
                        asked.query().contains("marker")
                                ? "{\"servers\":[]}"
                                : "{\"servers\":[{\"id\":\"s1\",\"status\":\"UNKNOWN\",\"tenant_id\":\"p1\"},"
                                        + "{\"id\":\"s2\",\"status\":\"UNKNOWN\",\"tenant_id\":\"p1\"}]}"));

        Inventory inventory = fleet.inventory();

        assertThat(inventory.vm(vm("s1")).name()).isEqualTo("a");
        assertThat(inventory.dormant()).containsOnlyKeys(vm("s2"));
    }

    @Test
    void placementThatIsNotForUsLeavesMemoryLimitedByNova() {
        world.host(TinyHost.of("h1").sized(8, 8192, 512))
                .server(TinyServer.of("s1", "a", "h1").off());
        cloud.answer(
                "/placement/resource_providers", asked -> Answer.status(403, "{\"errors\":[{\"detail\":\"no\"}]}"));

        Host host = fleet().inventory().hosts().get(0);

        assertThat(host.capacity().value(Resource.CPU)).isEqualTo(8);
        assertThat(host.allocationLimit(0)).isInfinite();
        assertThat(host.allocationLimit(1)).isEqualTo((8192 - 512) * MIB);
    }

    @ParameterizedTest
    @CsvSource({
        "/compute/v2.1/servers/detail, os_compute_api:servers:detail:get_all_tenants",
        "/compute/v2.1/os-services, os_compute_api:os-services:list",
        "/compute/v2.1/os-hypervisors/detail, os_compute_api:os-hypervisors:list-detail",
        "/compute/v2.1/os-aggregates, os_compute_api:os-aggregates:index",
        "/compute/v2.1/os-server-groups, os_compute_api:os-server-groups:index:all_projects",
        "/placement/resource_providers/hypervisor-h1/usages, placement:resource_providers:usages"
    })
    void aRightThatIsMissingIsNamed(String path, String right) {
        world.host(TinyHost.of("h1"));
        cloud.answer(path, asked -> Answer.status(403, "{\"forbidden\":{\"message\":\"Policy doesn't allow it.\"}}"));

        assertThatExceptionOfType(TelemetryException.class)
                .isThrownBy(() -> fleet().inventory())
                .withMessageContaining("403")
                .withMessageContaining("needs the right")
                .withMessageContaining(right);
    }

    @Test
    void whoeverMayNotSeeHostsIsToldSo() {
        world.host(TinyHost.of("h1")).server(TinyServer.of("s1", "a", ""));

        assertThatExceptionOfType(TelemetryException.class)
                .isThrownBy(() -> fleet().inventory())
                .withMessageContaining("os-extended-server-attributes");
    }

    @Test
    void whatCannotBeIsTold() {
        world.host(TinyHost.of("h1"));
        cloud.say(
                "/placement/resource_providers/hypervisor-h1/inventories",
                "{\"inventories\":{\"VCPU\":{\"total\":1e999},\"MEMORY_MB\":{\"total\":1024}}}");

        assertThatExceptionOfType(TelemetryException.class)
                .isThrownBy(() -> fleet().inventory())
                .withMessageContaining("cannot be: of host h1: The value of cpu (NaN)");
    }

    @Test
    void aCloudThatDoesNotAnswerIsAFailureOfTheStepOnly() {
        world.host(TinyHost.of("h1"));
        cloud.answer("/compute/v2.1/os-aggregates", asked -> Answer.status(503, "busy"));
        NovaFleet fleet = fleet();

        assertThatExceptionOfType(TelemetryException.class)
                .isThrownBy(fleet::inventory)
                .withMessageContaining("status 503: busy")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("right"));

        world.aggregate("a", "", Map.of());
        cloud.say("/compute/v2.1/os-aggregates", "{\"aggregates\":[]}");

        assertThat(fleet.inventory().hosts()).hasSize(1);
    }

    private NovaFleet fleet(int atOnce, Duration most, LongSupplier nanoTime) {
        return new NovaFleet(
                new CloudReader(cloud.nova(), cloud.placement(), atOnce),
                new DiagnosticsMeter(cloud.nova(), atOnce, most, nanoTime),
                InventorySettings.DEFAULT,
                () -> ours,
                CLOCK);
    }

    @Test
    void demandIsWhatWasUsedBetweenTwoLooks() {
        world.host(TinyHost.of("h1")).server(TinyServer.of("s1", "a", "h1")).server(TinyServer.of("s2", "b", "h1"));
        AtomicLong nanoTime = new AtomicLong();
        NovaFleet fleet = fleet(8, Duration.ofSeconds(30), nanoTime::get);
        Demand first = fleet.demand(fleet.inventory());
        cloud.answer(
                "/compute/v2.1/servers/s1/diagnostics",
                asked -> Answer.of(TinyFleet.diagnosticsJson(20, 6_000_000_000L, 100)));
        nanoTime.set(Duration.ofSeconds(10).toNanos());
        Demand demand = fleet.demand(fleet.inventory());

        assertThat(first.of(vm("s1"), Resource.CPU)).isNaN();
        assertThat(first.of(vm("s1"), Resource.MEMORY)).as("what it has").isEqualTo(512 * MIB);
        assertThat(demand.of(vm("s1"), Resource.CPU)).isEqualTo(0.5);
        assertThat(demand.of(vm("s1"), Resource.MEMORY)).isEqualTo(100 * MIB);
        assertThat(demand.of(vm("s2"), Resource.CPU)).isZero();
    }

    @Test
    void serversThatStoppedMeanwhileAreNotMeasured() {
        world.host(TinyHost.of("h1"))
                .server(TinyServer.of("s1", "a", "h1"))
                .server(TinyServer.of("s2", "b", "h1"))
                .server(TinyServer.of("s3", "c", "h1"));
        cloud.answer("/compute/v2.1/servers/s1/diagnostics", asked -> Answer.status(409, "{}"));
        cloud.answer("/compute/v2.1/servers/s2/diagnostics", asked -> Answer.status(404, "{}"));
        NovaFleet fleet = fleet();
        Inventory inventory = fleet.inventory();

        assertThat(fleet.demand(inventory).vms()).containsExactly(vm("s3"));
    }

    @Test
    void diagnosticsThatAreNotForUsAreToldWithTheWayOut() {
        world.host(TinyHost.of("h1")).server(TinyServer.of("s1", "a", "h1"));
        cloud.answer("/compute/v2.1/servers/s1/diagnostics", asked -> Answer.status(403, "{}"));
        NovaFleet fleet = fleet();
        Inventory inventory = fleet.inventory();

        assertThatExceptionOfType(TelemetryException.class)
                .isThrownBy(() -> fleet.demand(inventory))
                .withMessageContaining("os_compute_api:os-server-diagnostics")
                .withMessageContaining("metrics store");
    }

    @Test
    void whatThereIsNoTimeForIsMeasuredInTheNextStep() {
        AtomicLong nanoTime = new AtomicLong();
        world.host(TinyHost.of("h1"));
        for (int i = 0; i < 40; i++) {
            String id = "s%02d".formatted(i);
            world.server(TinyServer.of(id, "a", "h1"));
            cloud.answer("/compute/v2.1/servers/" + id + "/diagnostics", asked -> {
                nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
                return Answer.of(TinyFleet.diagnosticsJson(10, 1, 0));
            });
        }
        NovaFleet fleet = fleet(1, Duration.ofSeconds(30), nanoTime::get);
        List<VmId> first = List.copyOf(fleet.demand(fleet.inventory()).vms());
        List<VmId> second = List.copyOf(fleet.demand(fleet.inventory()).vms());

        assertThat(first).hasSizeBetween(1, 15);
        assertThat(second).hasSizeBetween(1, 15).doesNotContainAnyElementsOf(first);
    }

    @Test
    void whoDoesNotAnswerIsGivenUpAndNotInTheWayOfOthers() {
        AtomicLong nanoTime = new AtomicLong();
        CountDownLatch over = new CountDownLatch(1);
        world.host(TinyHost.of("h1"));
        world.server(TinyServer.of("s1", "a", "h1")).server(TinyServer.of("s2", "b", "h1"));
        cloud.answer("/compute/v2.1/servers/s1/diagnostics", asked -> {
            nanoTime.addAndGet(Duration.ofSeconds(31).toNanos());
            awaitUninterruptibly(over);
            return Answer.of("{}");
        });
        NovaFleet fleet = fleet(1, Duration.ofSeconds(30), nanoTime::get);

        assertThat(fleet.demand(fleet.inventory()).vms()).isEmpty();
        assertThat(fleet.demand(fleet.inventory()).vms()).containsExactly(vm("s2"));
        over.countDown();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aQuietCloudIsAskedLittle() {
        for (int h = 0; h < 10; h++) {
            world.host(TinyHost.of("h" + h)).server(TinyServer.of("s" + h, "a", "h" + h));
        }
        NovaFleet fleet = fleet();
        fleet.inventory();
        cloud.forget();
        Inventory inventory = fleet.inventory();
        fleet.rules(inventory);

        assertThat(cloud.asked()).hasSize(7);

        world.take("h1", 5);
        cloud.forget();
        fleet.inventory();

        assertThat(cloud.asked()).as("what has changed is asked for").hasSize(7 + 30);
    }
}
