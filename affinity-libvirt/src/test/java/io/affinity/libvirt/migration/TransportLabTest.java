// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.FAST;
import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.MigrationProgress.Phase;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Verification;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways on which a VM can travel. */
@OnLab
class TransportLabTest {

    private Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    private void use(MigratorSettings settings) {
        scene.close();
        scene = Scene.with(settings);
    }

    static Stream<Arguments> ways() {
        MigratorSettings settings = Scene.settings();
        return Stream.of(
                Arguments.of("from daemon to daemon", settings),
                Arguments.of(
                        "through this program",
                        settings.toBuilder().transport(Transport.CLIENT_MANAGED).build()),
                Arguments.of(
                        "over two connections",
                        settings.toBuilder().parallelConnections(2).build()),
                Arguments.of(
                        "compressed", settings.toBuilder().compression("xbzrle").build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void arrivesWhole(String way, MigratorSettings settings) {
        use(settings);
        String vm = scene.guest(H1, "--wss", "8", "--dirty", "5", "--net");
        Migration migration = migration(vm, H1, H2);

        MigrationOutcome outcome = scene.run(migration);

        assertThat(outcome).isInstanceOfSatisfying(Completed.class, completed -> {
            assertThat(completed.transferredBytes()).as("bytes").isGreaterThan(1e6);
            assertThat(completed.downtime()).isPositive().isLessThan(completed.elapsed());
        });
        assertThat(scene.migrator().verify(migration).join()).isEqualTo(new Verification.Verified());
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }

    @Test
    void takesTheDefinitionAlongIfTheVmHasOne() {
        String vm = scene.guest(H1, "--persistent");
        Migration migration = migration(vm, H1, H2);

        assertThat(scene.run(migration)).isInstanceOf(Completed.class);

        assertThat(scene.migrator().verify(migration).join()).isEqualTo(new Verification.Verified());
        boolean isDefinedOnTarget = scene.onDomain(H2, vm, NativeDomain::isPersistent);
        List<DomainKey> onSource = scene.on(H1, NativeConnection::allDomains);
        assertThat(isDefinedOnTarget).as("defined on the target").isTrue();
        assertThat(onSource).extracting(DomainKey::name).doesNotContain(vm);
        scene.assertBeats(vm);
    }

    @Test
    void takesThePlaceOfADefinitionOfItThatTheTargetHasLeftOver() {
        String vm = scene.guest(H1, "--persistent");
        String xml = scene.onDomain(H1, vm, domain -> domain.xml(NativeDomain.XML_INACTIVE));
        scene.on(H2, connection -> {
            connection.define(xml.replace(">32768</memory>", ">65536</memory>")).close();
            return true;
        });
        String old = scene.onDomain(H2, vm, domain -> domain.xml(0));
        assertThat(old).contains(">65536</memory>");

        assertThat(scene.run(migration(vm, H1, H2))).isInstanceOf(Completed.class);

        boolean isDefinedOnTarget = scene.onDomain(H2, vm, NativeDomain::isPersistent);
        assertThat(isDefinedOnTarget).as("defined on the target").isTrue();
        String left = scene.onDomain(H2, vm, domain -> domain.xml(NativeDomain.XML_INACTIVE));
        assertThat(left).contains(">32768</memory>");
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }

    @Test
    void sendsNoFasterThanItMay() {
        String vm = scene.guest(H1, "--wss", "8", "--dirty", "1");
        double bandwidth = 4 * 0x1p20;

        MigrationOutcome outcome = scene.run(Scene.request(migration(vm, H1, H2), bandwidth));

        assertThat(outcome).isInstanceOfSatisfying(Completed.class, completed -> {
            double seconds = completed.elapsed().toNanos() / 1e9;
            assertThat(completed.transferredBytes()).isLessThanOrEqualTo(1.1 * bandwidth * (seconds + 0.3));
        });
    }

    @Test
    void tellsLibvirtTheDowntimeThatIsAllowed() {
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.start(new MigrationRequest(
                "m-downtime",
                migration(vm, H1, H2),
                Scene.CRAWL,
                Duration.ofMillis(77),
                Duration.ofMinutes(5),
                Escalation.NONE));
        scene.awaitRound(vm, 2);

        Duration downtime = scene.onDomain(H1, vm, NativeDomain::migrateMaxDowntime);
        assertThat(downtime).isEqualTo(Duration.ofMillis(77));

        handle.abort();
        scene.end(handle);
    }

    @Test
    void tellsTheSwitchoverWhenItHappens() {
        String vm = scene.guest(H1, "--wss", "16", "--dirty", "500");
        // The rest is large and the link is slow: so it takes a while.
        scene.slowLink(H2, "40mbit");
        MigrationHandle handle = scene.start(new MigrationRequest(
                "m-switchover",
                migration(vm, H1, H2),
                FAST,
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Escalation.NONE));

        scene.awaitLifecycle(H1, vm, NativeEvent.Lifecycle.SUSPENDED);
        scene.awaitPhase(handle, Phase.SWITCHING);

        assertThat(scene.end(handle)).isInstanceOf(Completed.class);
        scene.assertBeats(vm);
    }
}
