// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.migration.LibvirtMigrator;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The host that lives inside the C library: needs that and nothing else. */
@OnLab
class TestDriverLabTest {

    private static final HostAddress ADDRESS = new HostAddress(new HostId("try"), "test:///default");

    private static final String WEB = "0ad8ba0c-1e0b-4e27-9b17-2f0f0f5f0001";

    private final HostConnections connections = HostConnections.to(List.of(ADDRESS), ConnectionLimits.DEFAULT);

    @AfterEach
    void disconnect() {
        connections.close();
    }

    private static HostAddress ownHost(Path folder, String name, String guest) throws IOException {
        return ownHost(folder, name, guest, "");
    }

    private static HostAddress ownHost(Path folder, String name, String guest, String backing) throws IOException {
        Path file = folder.resolve(name + ".xml");
        Files.writeString(file, "<node><domain file='" + name + "-guest.xml'/></node>");
        Files.writeString(
                folder.resolve(name + "-guest.xml"),
                "<domain type='test'><name>" + guest + "</name>"
                        + (guest.equals("web") ? "<uuid>" + WEB + "</uuid>" : "")
                        + "<memory>65536</memory>" + backing
                        + "<os><type>hvm</type></os></domain>");
        return new HostAddress(new HostId(name), "test://" + file);
    }

    /** Its driver cannot migrate: that must be an answer, and leave the VM where it is. */
    @ParameterizedTest
    @EnumSource(Transport.class)
    void migratesNothing(Transport transport, @TempDir Path folder) throws Exception {
        HostAddress first = ownHost(folder, "first", "web");
        HostAddress second = ownHost(folder, "second", "db");
        Migration migration = new Migration(new VmId(WEB), first.host(), second.host());
        try (HostConnections hosts = HostConnections.to(List.of(first, second), ConnectionLimits.DEFAULT)) {
            LibvirtMigrator migrator = new LibvirtMigrator(
                    hosts,
                    new Descriptions(TelemetrySettings.DEFAULT.refresh()),
                    Map.of(second.host(), second.uri()),
                    MigratorSettings.builder().transport(transport).build());
            MigrationHandle handle = migrator.start(new MigrationRequest(
                    "m-1", migration, 1e8, Duration.ofMillis(300), Duration.ofMinutes(1), Escalation.NONE));
            Lab.await("the end", () -> handle.state() instanceof MigrationState.Ended);

            assertThat(((MigrationState.Ended) handle.state()).outcome())
                    .isInstanceOfSatisfying(
                            MigrationOutcome.Failed.class,
                            failed -> assertThat(((MigrationFailure.Refused) failed.failure())
                                            .refusals()
                                            .get(0)
                                            .detail())
                                    .startsWith("Nothing was started: a driver of libvirt cannot do what a migration"
                                            + " needs: virDomainGetJobStats: "));
            assertThat(migrator.inspect(migration.vm()).join().isOnlyOn(first.host()))
                    .isTrue();
        }
    }

    @Test
    void knowsVmsByTheUuidsOfTheirDomainsOnly(@TempDir Path folder) throws IOException {
        HostAddress first = ownHost(folder, "first", "web");
        HostAddress second = ownHost(folder, "second", "db@" + WEB);
        try (HostConnections hosts = HostConnections.to(List.of(first, second), ConnectionLimits.DEFAULT)) {
            LibvirtMigrator migrator = new LibvirtMigrator(
                    hosts,
                    new Descriptions(TelemetrySettings.DEFAULT.refresh()),
                    Map.of(),
                    MigratorSettings.builder().build());
            Migration byName = new Migration(new VmId("db@" + WEB), second.host(), first.host());

            MigrationState state = migrator.start(new MigrationRequest(
                            "m-1", byName, 1e8, Duration.ofMillis(300), Duration.ofMinutes(1), Escalation.NONE))
                    .state();

            assertThat(((MigrationState.Ended) state).outcome())
                    .isInstanceOfSatisfying(
                            MigrationOutcome.Failed.class,
                            failed -> assertThat(failed.failure())
                                    .isEqualTo(MigrationFailure.Refused.of(
                                            FailureCause.CONFIGURATION,
                                            "The id of a VM (db@" + WEB + ") must be the UUID of its domain.")));
            assertThat(migrator.inspect(byName.vm()))
                    .as("nobody says that a VM is gone who cannot look for it")
                    .failsWithin(Duration.ofSeconds(30));
            assertThat(migrator.inspect(new VmId(WEB)).join().isOnlyOn(first.host()))
                    .isTrue();
            assertThat(migrator.hosts())
                    .as("a host that is none of ours may have it")
                    .containsExactlyInAnyOrder(first.host(), second.host());
        }
    }

    @Test
    void countsHugePagesForTheMigrationButNotForTheMemoryOfTheHost(@TempDir Path folder) throws IOException {
        HostAddress host = ownHost(folder, "large", "web", "<memoryBacking><hugepages/></memoryBacking>");
        try (HostConnections hosts = HostConnections.to(List.of(host), ConnectionLimits.DEFAULT)) {
            Telemetry telemetry = Telemetry.of(LibvirtTelemetry.of(
                    hosts, List.of(HostSettings.of(host)), TelemetrySettings.DEFAULT, Clock.systemUTC()));

            Observation observation = telemetry.observe();

            Vm vm = observation.fleet().vms().get(0);
            assertThat(vm.allocation().value(Resource.MEMORY)).isZero();
            assertThat(observation.demand(0, 1)).isZero();
            assertThat(vm.memoryBytes()).isEqualTo(64.0 * (1 << 20));
        }
    }

    @Test
    void showsAHostAndAVm() {
        LibvirtTelemetry hosts = LibvirtTelemetry.of(
                connections,
                List.of(HostSettings.builder(ADDRESS)
                        .capacity(Resource.DISK_OPERATIONS, 1000)
                        .build()),
                TelemetrySettings.DEFAULT,
                Clock.systemUTC());
        Telemetry telemetry = Telemetry.of(hosts);

        Observation first = telemetry.observe();
        Lab.pause(Duration.ofMillis(500));
        Observation second = telemetry.observe();
        Lab.pause(Duration.ofMillis(500));
        Observation third = telemetry.observe();

        assertThat(first.fleet().hosts().get(0).capacity().value(Resource.CPU)).isEqualTo(16);
        assertThat(first.fleet().hosts().get(0).capacity().value(Resource.MEMORY))
                .isEqualTo(3072.0 * (1 << 20));
        assertThat(first.fleet().vms().get(0).id()).isEqualTo(new VmId("6695eb01-f6a4-8304-79aa-97f2502e193f"));
        assertThat(first.fleet().vms().get(0).name()).isEqualTo("test");
        assertThat(first.fleet().vms().get(0).allocation().value(Resource.CPU)).isEqualTo(2);
        assertThat(first.demand(0, 1)).isEqualTo(2048.0 * (1 << 20));
        assertThat(first.demand(0, 0)).isNaN();
        assertThat(second.demand(0, 0)).isBetween(0.1, 16.0);
        assertThat(third.demand(0, 2)).isNotNegative();
        assertThat(first.fleet().policies())
                .singleElement()
                .isInstanceOf(LocationPolicy.Pinned.class)
                .satisfies(policy -> assertThat(policy.name()).contains("/guest/diskimage1"));
        assertThat(hosts.facts(ADDRESS.host()).numaCells()).hasSize(2);
    }
}
