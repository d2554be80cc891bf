// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Outcomes.aborted;
import static io.affinity.libvirt.migration.Outcomes.failed;
import static io.affinity.libvirt.migration.Outcomes.unknown;
import static io.affinity.libvirt.migration.Scene.FAST;
import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.H3;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a migration and its VM when a host, a daemon or the link between them fails on the way. */
@OnLab
class InterruptedMigrationLabTest {

    private static final String CONNECTION_FAILED = "The connection from h1 to h2 failed. libvirt says: ";

    private Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    private void use(Transport transport) {
        use(Scene.settings().toBuilder().transport(transport).build());
    }

    private void use(MigratorSettings settings) {
        scene.close();
        scene = Scene.with(settings);
    }

    /** {@return settings with which it does not take long until nobody waits any more} */
    private static MigratorSettings impatient(Transport transport) {
        return Scene.settings().toBuilder()
                .transport(transport)
                .poll(Duration.ofMillis(50))
                .stall(Duration.ofSeconds(3))
                .convergence(Duration.ofMinutes(1))
                .settling(Duration.ofSeconds(3))
                .build();
    }

    /**
     * The end of a migration whose target fell silent while it copied. Daemons that talk to each other notice; one that is
     * talked to by us alone notices only when all is sent, which a busy guest never lets happen.
     */
    private void assertIsEndedThoughTheTargetIsSilent(MigrationHandle handle, Transport transport) {
        if (transport == Transport.PEER_TO_PEER) {
            assertThat(failed(scene.end(handle))).startsWith(CONNECTION_FAILED);
        } else {
            handle.abort();
            assertThat(scene.end(handle)).isEqualTo(new MigrationOutcome.Aborted(new MigrationFailure.Requested()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysOnTheSourceWhenTheProcessOnTheTargetDies(Transport transport) {
        use(transport);
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.killGuestProcess(H2, vm);

        assertThat(failed(scene.end(handle)))
                .startsWith("The migration from h1 to h2 failed. libvirt says: ")
                .matches(".* \\(error (1|9) of (10|20)\\)\\.");
        scene.assertStayed(vm);
    }

    @ParameterizedTest
    @EnumSource
    void staysOnTheSourceWhenTheDaemonOfTheTargetDies(Transport transport) {
        use(transport);
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.killDaemon(H2);

        assertIsEndedThoughTheTargetIsSilent(handle, transport);
        assertThat(scene.inspect(vm).activeOn()).containsExactly(new HostId(H1));
        scene.lab().run("daemon-start", H2);
        scene.assertStayed(vm);
    }

    /** The source has stopped the VM and started it again; what became of the copy on the target is not to be seen. */
    @Test
    void isNotKnownToHaveStayedWhenAllWasSentToADeadDaemon() {
        use(impatient(Transport.CLIENT_MANAGED));
        String vm = scene.guest(H1, "--wss", "8", "--dirty", "1");
        scene.slowLink(H2, "24mbit");
        MigrationHandle handle = scene.start(migration(vm, H1, H2), FAST);
        scene.awaitRound(vm, 1);

        scene.killDaemon(H2);

        assertThat(unknown(scene.end(handle)))
                .contains("On h1 it is running (after a migration that was given up).", "Host h2 does not answer.");
        assertThat(scene.inspect(vm).activeOn()).containsExactly(new HostId(H1));
        assertThat(scene.inspect(vm).unreachable()).containsExactly(new HostId(H2));
        scene.lab().run("daemon-start", H2);
        scene.assertStayed(vm);
    }

    @ParameterizedTest
    @EnumSource
    void staysOnTheSourceWhenTheTargetLosesPower(Transport transport) {
        use(transport);
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.killHost(H2);

        MigrationOutcome outcome = scene.end(handle);
        if (outcome instanceof MigrationOutcome.Aborted) {
            // The last words of the target may get lost with it; only daemons among themselves ask after a silent one.
            assertThat(transport).isEqualTo(Transport.CLIENT_MANAGED);
            assertThat(aborted(outcome)).isInstanceOf(MigrationFailure.Stalled.class);
        } else {
            assertThat(failed(outcome)).contains("from h1 to h2 failed. libvirt says: ");
        }
        scene.lab().run("host-start", H2);
        scene.assertStayed(vm);
    }

    @ParameterizedTest
    @EnumSource
    void staysOnTheSourceWhenTheLinkIsCutWhileItCopies(Transport transport) {
        use(transport);
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.cutLink(H2);

        assertIsEndedThoughTheTargetIsSilent(handle, transport);
        scene.assertStayed(vm);
    }

    @Test
    void isAbortedWhenNothingIsSentForTheTimeOfAStall() {
        use(impatient(Transport.CLIENT_MANAGED));
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.cutLink(H2);

        assertThat(aborted(scene.end(handle))).isInstanceOfSatisfying(MigrationFailure.Stalled.class, stalled -> {
            assertThat(stalled.silence()).isEqualTo(Duration.ofSeconds(3));
            assertThat(stalled.sentBytes()).isPositive();
        });
        scene.assertStayed(vm);
    }

    @Test
    void staysOnTheSourceWhenTheLinkIsCutWhileTheTargetPrepares() {
        String vm = scene.busyGuest(H1);
        scene.slowLink(H2, "16mbit");
        MigrationHandle handle = scene.start(migration(vm, H1, H2), FAST);
        scene.awaitLifecycle(H2, vm, NativeEvent.Lifecycle.STARTED);

        scene.cutLink(H2);

        assertThat(failed(scene.end(handle))).startsWith(CONNECTION_FAILED);
        scene.assertStayed(vm);
    }

    /** The process on the source waits for the dead link, and does not answer its daemon meanwhile. */
    @Test
    void runsOnOneHostAtMostWhenTheLinkIsAwayWhileItSwitchesOver() {
        String vm = scene.guest(H1, "--wss", "3", "--dirty", "5");
        scene.slowLink(H2, "24mbit");
        MigrationHandle handle = scene.start(migration(vm, H1, H2), FAST);
        scene.awaitLifecycle(H1, vm, NativeEvent.Lifecycle.SUSPENDED);

        scene.cutLink(H2);
        // Longer than the daemons' connection bears.
        Lab.pause(Duration.ofSeconds(5));
        scene.lab().run("link-up", H2);

        MigrationOutcome outcome = scene.end(handle);
        if (outcome instanceof MigrationOutcome.Unknown unknown) {
            assertThat(unknown.seen()).contains("On h1 it is ");
            return;
        }
        if (outcome instanceof MigrationOutcome.Failed failed) {
            assertThat(Outcomes.words(failed.failure())).startsWith(CONNECTION_FAILED);
        }
        scene.assertOnlyOn(outcome instanceof MigrationOutcome.Completed ? H2 : H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void isGivenUpWithoutCertaintyWhenTheLinkIsCutForGoodWhileItSwitchesOver() {
        use(impatient(Transport.PEER_TO_PEER));
        String vm = scene.guest(H1, "--wss", "8", "--dirty", "500");
        scene.slowLink(H2, "24mbit");
        MigrationHandle handle = scene.start(new MigrationRequest(
                "m-cut", migration(vm, H1, H2), FAST, Duration.ofSeconds(30), Duration.ofMinutes(5), Escalation.NONE));
        scene.awaitLifecycle(H1, vm, NativeEvent.Lifecycle.SUSPENDED);

        scene.cutLink(H2);

        assertThat(unknown(scene.end(handle))).contains("On h1 it is paused (for a migration).");
        assertThat(scene.inspect(vm).activeOn()).isEmpty();
        assertThat(scene.inspect(vm).pausedOn()).contains(new HostId(H1));
    }

    /** Keep-alive begins only when a connection is open; so libvirt itself would wait without end. */
    @Test
    void isGivenUpWhenTheDaemonOfTheTargetHangsBeforeItIsReached() {
        scene.close();
        scene = Scene.withPeer(
                impatient(Transport.PEER_TO_PEER), H2, Lab.running().fact("h3.TCP_URI"));
        String vm = scene.guest(H1);
        scene.freezeDaemon(H3);

        assertThat(unknown(scene.end(scene.start(migration(vm, H1, H2), FAST))))
                .startsWith("Unending")
                .contains("On h1 it is running", "Host h3 does not answer.");
        scene.lab().run("daemon-thaw", H3);
        scene.assertStayed(vm);
    }

    @ParameterizedTest
    @EnumSource
    void staysOnTheSourceWhenTheDaemonOfTheTargetHangsOnTheWay(Transport transport) {
        use(transport);
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.freezeDaemon(H2);

        assertIsEndedThoughTheTargetIsSilent(handle, transport);
        assertThat(scene.inspect(vm).activeOn()).containsExactly(new HostId(H1));
        scene.lab().run("daemon-thaw", H2);
        scene.assertStayed(vm);
    }

    @ParameterizedTest
    @EnumSource
    void findsTheVmAgainAfterTheDaemonOfTheSourceDied(Transport transport) {
        use(transport);
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.killDaemon(H1);
        scene.lab().run("daemon-start", H1);

        assertThat(failed(scene.end(handle))).startsWith("The source h1 gave no answer: ");
        scene.assertStayed(vm);
    }

    @Test
    void doesNotKnowWhereTheVmIsWhileTheDaemonOfTheSourceIsDown() {
        use(impatient(Transport.PEER_TO_PEER));
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.killDaemon(H1);

        assertThat(unknown(scene.end(handle)))
                .startsWith("The source h1 gave no answer: ")
                .contains("Host h1 does not answer.");
        scene.lab().run("daemon-start", H1);
        scene.assertStayed(vm);
    }

    /** The daemon lives, and waits for the VM's process as we wait for the daemon. */
    @Test
    void isGivenUpWithoutCertaintyWhenTheProcessOnTheSourceHangs() {
        use(impatient(Transport.PEER_TO_PEER));
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.freezeGuestProcess(H1, vm);

        assertThat(unknown(scene.end(handle)))
                .startsWith("Unending")
                .contains("The source has told nothing of it for PT3S.")
                .containsAnyOf("On h1 it is running.", "Host h1 does not answer.")
                .contains("On h2 it is paused (for a migration).");
        scene.thawGuestProcess(H1, vm);
        scene.assertStayed(vm);
    }

    @Test
    void endsByItselfWhenOurConnectionToTheSourceBreaks() {
        String vm = scene.guest(H1, "--wss", "8", "--dirty", "5");
        scene.slowLink(H2, "16mbit");
        MigrationHandle handle = scene.start(migration(vm, H1, H2), FAST);
        scene.awaitRound(vm, 1);

        scene.lab().run("daemon-freeze", H1);
        Lab.pause(Duration.ofSeconds(6));
        scene.lab().run("daemon-thaw", H1);

        MigrationOutcome outcome = scene.end(handle);
        if (outcome instanceof MigrationOutcome.Completed completed) {
            // The source's own figures were told to a connection that was gone; the target keeps some.
            assertThat(completed.downtime()).isPositive();
        } else {
            assertThat(failed(outcome)).startsWith("The source h1 gave no answer: ");
        }
        scene.assertOnlyOn(outcome instanceof MigrationOutcome.Completed ? H2 : H1, vm);
        scene.assertBeats(vm);
    }
}
