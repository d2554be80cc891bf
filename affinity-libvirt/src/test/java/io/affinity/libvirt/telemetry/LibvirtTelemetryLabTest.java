// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnLab
class LibvirtTelemetryLabTest {

    private static final ConnectionLimits LIMITS = ConnectionLimits.builder()
            .firstRetry(Duration.ofMillis(100))
            .longestRetry(Duration.ofMillis(400))
            .build();

    /** One vCPU, and the threads of the emulator beside it. */
    private static final double MOST_CORES = 2;

    private static final VmId WEB = Lab.vm("web");
    private static final VmId DB = Lab.vm("db");
    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");

    private final Lab lab = Lab.running();
    private final HostConnections connections = HostConnections.to(lab.addresses(), LIMITS);
    private final LibvirtTelemetry hosts = LibvirtTelemetry.of(
            connections,
            lab.addresses().stream()
                    .map(address -> HostSettings.builder(address)
                            .capacity(Resource.NETWORK, 1e9)
                            .build())
                    .toList(),
            TelemetrySettings.DEFAULT,
            Clock.systemUTC());
    private final Telemetry telemetry = Telemetry.of(hosts);

    @BeforeEach
    void twoGuests() {
        lab.run("guest-stop", "--all");
        lab.run("guest", "h1", "web", "--memory", "48", "--net");
        lab.run("guest", "h2", "db");
    }

    @AfterEach
    void disconnect() {
        connections.close();
        lab.run("guest-stop", "--all");
    }

    @Test
    void seesWhatHostsAndVmsAreMadeOf() {
        Fleet fleet = telemetry.observe().fleet();

        Host h1 = fleet.host(H1);
        HostFacts facts = hosts.facts(H1);
        assertThat(facts.driver()).isEqualTo("QEMU");
        assertThat(h1.capacity().value(Resource.CPU))
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(h1.capacity().value(Resource.MEMORY)).isGreaterThan(1 << 30);
        assertThat(h1.features()).contains("arch:x86_64", "qemu-cpu:qemu64");
        assertThat(h1.state()).isEqualTo(HostState.AVAILABLE);
        Vm web = fleet.vm(WEB);
        assertThat(web.allocation().value(Resource.MEMORY)).isEqualTo(48 << 20);
        assertThat(web.allocation().value(Resource.CPU)).isEqualTo(1);
        assertThat(fleet.placement().hostOf(WEB)).isEqualTo(H1);
        assertThat(fleet.placement().hostOf(DB)).isEqualTo(H2);
        assertThat(fleet.policies())
                .filteredOn(LocationPolicy.HardwareRequirement.class::isInstance)
                .singleElement()
                .satisfies(policy -> assertThat(policy.name()).contains("qemu-cpu:qemu64"));
    }

    @Test
    void measuresRatesFromTheSecondObservationOn() {
        lab.run("guest-load", "web", "60");
        Observation first = telemetry.observe();
        Lab.pause(Duration.ofSeconds(2));
        Observation second = telemetry.observe();

        assertThat(demand(first, WEB, Resource.CPU)).isNaN();
        assertThat(demand(first, WEB, Resource.MEMORY)).isBetween(1e6, 48.0 * (1 << 20));
        assertThat(demand(second, WEB, Resource.CPU)).isBetween(0.1, MOST_CORES);
        assertThat(demand(second, WEB, Resource.NETWORK)).isNotNegative();
        assertThat(demand(second, DB, Resource.NETWORK)).isZero();
    }

    @Test
    void readsLabelsFromMetadataAndNoticesNewOnes(@TempDir Path folder) throws IOException {
        Path metadata = folder.resolve("metadata.xml");
        Files.writeString(metadata, """
                <affinity:vm xmlns:affinity='https://affinity.io/ns/domain/1' tenant='acme' priority='critical'>
                  <affinity:anti-affinity name='front'/>
                </affinity:vm>
                """);
        lab.run("guest", "h1", "labeled", "--metadata", metadata.toString());

        Fleet fleet = telemetry.observe().fleet();

        VmId labeled = Lab.vm("labeled");
        assertThat(fleet.vm(labeled).tenant()).isEqualTo(new Tenant("acme"));
        assertThat(fleet.vm(labeled).priority()).isEqualTo(Priority.CRITICAL);
        assertThat(fleet.policies())
                .filteredOn(LocationPolicy.AntiAffinity.class::isInstance)
                .extracting(LocationPolicy::name)
                .containsExactly("anti-affinity front");

        lab.run(
                "virsh",
                "h1",
                "metadata",
                "labeled",
                "--uri",
                "https://affinity.io/ns/domain/1",
                "--key",
                "affinity",
                "--live",
                "--set",
                "<vm tenant='other' xmlns='https://affinity.io/ns/domain/1'/>");
        Lab.await(
                "new label seen",
                () -> telemetry.observe().fleet().vm(labeled).tenant().equals(new Tenant("other")));
    }

    @Test
    void keepsTheVmsOfAHostThatHangsWithoutMeasuringThemAndMeasuresAgainWhenItIsBack() {
        telemetry.observe();
        Lab.pause(Duration.ofMillis(300));
        lab.run("daemon-freeze", "h1");
        try {
            Observation frozen = telemetry.observe();
            assertThat(frozen.fleet().host(H1).state()).isEqualTo(HostState.UNAVAILABLE);
            assertThat(frozen.fleet().host(H2).state()).isEqualTo(HostState.AVAILABLE);
            assertThat(frozen.fleet().placement().hostOf(WEB)).isEqualTo(H1);
            assertThat(demand(frozen, WEB, Resource.CPU)).isNaN();
            assertThat(demand(frozen, WEB, Resource.MEMORY)).isNaN();
            assertThat(demand(frozen, DB, Resource.CPU)).isNotNaN();
        } finally {
            lab.run("daemon-thaw", "h1");
        }
        Lab.await("measured again", () -> !Double.isNaN(demand(telemetry.observe(), WEB, Resource.CPU)));
    }

    @Test
    void hasAHostThatNeverAnsweredAsUnavailableAndFailsWhenNoneAnswers() {
        lab.run("daemon-freeze", "h1");
        try {
            Host silent = telemetry.observe().fleet().host(H1);
            assertThat(silent.state()).isEqualTo(HostState.UNAVAILABLE);
            assertThat(silent.capacity().value(Resource.CPU)).isZero();
        } finally {
            lab.run("daemon-thaw", "h1");
        }
        Lab.await("seen", () -> telemetry.observe().fleet().host(H1).state() == HostState.AVAILABLE);
        lab.hosts().forEach(host -> lab.run("daemon-freeze", host));
        try {
            assertThatThrownBy(telemetry::observe)
                    .isInstanceOf(TelemetryException.class)
                    .hasMessageContaining("h1")
                    .hasMessageContaining("h2");
        } finally {
            lab.hosts().forEach(host -> lab.run("daemon-thaw", host));
        }
        Lab.await("all back", this::allAnswer);
    }

    private boolean allAnswer() {
        try {
            return telemetry.observe().fleet().hosts().stream().allMatch(host -> host.state() == HostState.AVAILABLE);
        } catch (TelemetryException e) {
            return false;
        }
    }

    @Test
    void beginsToCountAnewWhenAGuestIsRestarted() {
        lab.run("guest-load", "web", "80");
        telemetry.observe();
        Lab.pause(Duration.ofSeconds(1));
        telemetry.observe();
        lab.run("guest-stop", "web");
        lab.run("guest", "h1", "web", "--memory", "48", "--net");

        assertThat(demand(telemetry.observe(), WEB, Resource.CPU)).isNaN();
        Lab.pause(Duration.ofSeconds(1));
        assertThat(demand(telemetry.observe(), WEB, Resource.CPU)).isBetween(0.0, MOST_CORES);
    }

    @Test
    void countsAVmOnceWhileItMigrates() {
        telemetry.observe();
        CompletableFuture<String> migration = CompletableFuture.supplyAsync(() -> lab.run("migrate", "db", "h1"));
        List<Observation> seen = new ArrayList<>();
        do {
            seen.add(telemetry.observe());
        } while (!migration.isDone());
        migration.join();
        seen.add(telemetry.observe());

        assertThat(seen).allSatisfy(observation -> {
            assertThat(observation.fleet().vms()).extracting(Vm::id).containsExactlyInAnyOrder(DB, WEB);
            assertThat(demand(observation, DB, Resource.CPU))
                    .satisfiesAnyOf(
                            cores -> assertThat(cores).isNaN(),
                            cores -> assertThat(cores).isBetween(0.0, MOST_CORES));
        });
        assertThat(seen.get(seen.size() - 1).fleet().placement().hostOf(DB)).isEqualTo(H1);
    }

    @Test
    void measuresHowFastAVmWritesMemoryWhenAsked() {
        lab.run("guest-dirty", "web", "100");
        telemetry.observe();

        assertThat(hosts.measureDirtyRate(WEB, Duration.ofSeconds(1)).join()).isTrue();

        Lab.await("measured", () -> telemetry.observe().fleet().vm(WEB).dirtyBytesPerSecond() > 0);
        assertThat(telemetry.observe().fleet().vm(DB).dirtyBytesPerSecond()).isZero();
    }

    private static double demand(Observation observation, VmId vm, Resource resource) {
        Fleet fleet = observation.fleet();
        return observation.demand(fleet.indexOf(vm), fleet.resources().indexOf(resource));
    }
}
