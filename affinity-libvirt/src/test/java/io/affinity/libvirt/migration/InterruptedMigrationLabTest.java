package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.CRAWL;
import static io.affinity.libvirt.migration.Scene.FAST;
import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.H3;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.lab.Lab;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a migration to which something happens on the way, and of its VM. */
@Tag("lab")
class InterruptedMigrationLabTest {

    private Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    private void use(Transport transport) {
        use(Scene.settings().withTransport(transport));
    }

    private void use(MigratorSettings settings) {
        scene.close();
        scene = Scene.with(settings);
    }

    /** {@return a migration that copies, for as long as it is let} */
    private MigrationHandle copying(String vm) {
        MigrationHandle handle = scene.start(migration(vm, H1, H2), CRAWL);
        scene.awaitRound(vm, 2);
        return handle;
    }

    private static String failed(MigrationOutcome outcome) {
        assertThat(outcome).isInstanceOf(MigrationOutcome.Failed.class);
        return ((MigrationOutcome.Failed) outcome).reason();
    }

    private static String unknown(MigrationOutcome outcome) {
        assertThat(outcome).isInstanceOf(MigrationOutcome.Unknown.class);
        return ((MigrationOutcome.Unknown) outcome).reason();
    }

    private void assertStayed(String vm) {
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @ParameterizedTest
    @EnumSource
    void staysOnTheSourceWhenItIsAborted(Transport transport) {
        use(transport);
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        handle.abort();

        assertThat(scene.end(handle)).isEqualTo(new MigrationOutcome.Aborted("Aborted on request."));
        assertStayed(vm);
    }

    @Test
    void tellsThatSomebodyElseAbortedIt() {
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        scene.onDomain(H1, vm, domain -> {
            domain.abortJob();
            return true;
        });

        assertThat(scene.end(handle))
                .isInstanceOfSatisfying(
                        MigrationOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason())
                                .startsWith("The migration from h1 to h2 was aborted by somebody.")
                                .contains("(error 78 of 10)"));
        assertStayed(vm);
    }

    @ParameterizedTest
    @EnumSource
    void staysOnTheSourceWhenTheProcessOnTheTargetDies(Transport transport) {
        use(transport);
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        scene.killGuestProcess(H2, vm);

        assertThat(failed(scene.end(handle)))
                .startsWith("The migration from h1 to h2 failed. libvirt says: ")
                .containsAnyOf("(error 9 of 10)", "(error 1 of 10)");
        assertStayed(vm);
    }

    @ParameterizedTest
    @EnumSource
    void staysOnTheSourceWhenTheDaemonOfTheTargetDies(Transport transport) {
        use(transport);
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        scene.killDaemon(H2);
        if (transport == Transport.CLIENT_MANAGED) {
            // libvirt notices only when all is sent, which this guest never lets happen.
            handle.abort();
        }

        MigrationOutcome outcome = scene.end(handle);
        if (transport == Transport.PEER_TO_PEER) {
            assertThat(failed(outcome)).startsWith("The connection from h1 to h2 failed. libvirt says: ");
        } else {
            assertThat(outcome).isEqualTo(new MigrationOutcome.Aborted("Aborted on request."));
        }
        assertThat(scene.inspect(vm).activeOn()).containsExactly(new HostId(H1));
        scene.lab().run("daemon-start", H2);
        assertStayed(vm);
    }

    @Test
    void staysOnTheSourceWhenTheTargetLosesPower() {
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        scene.killHost(H2);

        assertThat(failed(scene.end(handle))).contains("from h1 to h2 failed. libvirt says: ");
        scene.lab().run("host-start", H2);
        assertStayed(vm);
    }

    @ParameterizedTest
    @EnumSource
    void staysOnTheSourceWhenTheLinkIsCutWhileItCopies(Transport transport) {
        use(transport);
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        scene.cutLink(H2);
        if (transport == Transport.CLIENT_MANAGED) {
            // Neither daemon notices: the stall limit would, later.
            handle.abort();
        }

        MigrationOutcome outcome = scene.end(handle);
        if (transport == Transport.PEER_TO_PEER) {
            assertThat(failed(outcome)).startsWith("The connection from h1 to h2 failed. libvirt says: ");
        } else {
            assertThat(outcome).isEqualTo(new MigrationOutcome.Aborted("Aborted on request."));
        }
        assertStayed(vm);
    }

    @Test
    void staysOnTheSourceWhenTheLinkIsCutWhileTheTargetPrepares() {
        String vm = scene.busyGuest(H1);
        scene.slowLink(H2, "16mbit");
        MigrationHandle handle = scene.start(migration(vm, H1, H2), FAST);
        scene.awaitLifecycle(H2, vm, NativeEvent.Lifecycle.STARTED);

        scene.cutLink(H2);

        assertThat(failed(scene.end(handle))).startsWith("The connection from h1 to h2 failed. libvirt says: ");
        assertStayed(vm);
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
            assertThat(unknown.reason()).contains("On h1 it is ");
        } else {
            scene.assertOnlyOn(outcome instanceof MigrationOutcome.Completed ? H2 : H1, vm);
            scene.assertBeats(vm);
        }
    }

    @Test
    void isGivenUpWithoutCertaintyWhenTheLinkIsCutForGoodWhileItSwitchesOver() {
        use(Scene.settings()
                .withTimes(Duration.ofMillis(50), Duration.ofSeconds(6), Duration.ofMinutes(1), Duration.ofSeconds(2)));
        String vm = scene.guest(H1, "--wss", "8", "--dirty", "500");
        scene.slowLink(H2, "24mbit");
        MigrationHandle handle = scene.start(new MigrationRequest(
                "m-cut", migration(vm, H1, H2), FAST, Duration.ofSeconds(30), Duration.ofMinutes(5), Escalation.NONE));
        scene.awaitLifecycle(H1, vm, NativeEvent.Lifecycle.SUSPENDED);

        scene.cutLink(H2);

        assertThat(unknown(scene.end(handle))).contains("On h1 it is paused (for a migration).");
        assertThat(scene.inspect(vm).activeOn()).isEmpty();
    }

    /** Keep-alive begins only when a connection is open; so libvirt itself would wait without end. */
    @Test
    void isGivenUpWhenTheDaemonOfTheTargetHangsBeforeItIsReached() {
        scene.close();
        MigratorSettings impatient = Scene.settings()
                .withTimes(Duration.ofMillis(50), Duration.ofSeconds(3), Duration.ofMinutes(1), Duration.ofSeconds(3));
        scene = Scene.withPeer(impatient, H2, Lab.running().fact("h3.TCP_URI"));
        String vm = scene.guest(H1);
        scene.freezeDaemon(H3);

        assertThat(unknown(scene.end(scene.start(migration(vm, H1, H2), FAST))))
                .startsWith("The daemons do not end the migration, though they were told to: ")
                .contains("On h1 it is running", "Host h3 does not answer.");
        scene.lab().run("daemon-thaw", H3);
        assertStayed(vm);
    }

    @Test
    void staysOnTheSourceWhenTheDaemonOfTheTargetHangsOnTheWay() {
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        scene.freezeDaemon(H2);

        assertThat(failed(scene.end(handle))).startsWith("The connection from h1 to h2 failed. libvirt says: ");
        assertThat(scene.inspect(vm).activeOn()).containsExactly(new HostId(H1));
        scene.lab().run("daemon-thaw", H2);
        assertStayed(vm);
    }

    @Test
    void findsTheVmAgainAfterTheDaemonOfTheSourceDied() {
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        scene.killDaemon(H1);
        scene.lab().run("daemon-start", H1);

        assertThat(failed(scene.end(handle))).startsWith("The source h1 gave no answer: ");
        assertStayed(vm);
    }

    @Test
    void doesNotKnowWhereTheVmIsWhileTheDaemonOfTheSourceIsDown() {
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        scene.killDaemon(H1);

        assertThat(unknown(scene.end(handle)))
                .startsWith("The source h1 gave no answer: ")
                .contains("Host h1 does not answer.");
        scene.lab().run("daemon-start", H1);
        assertStayed(vm);
    }

    @Test
    void saysThatTheVmIsGoneWhenItsProcessDied() {
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        scene.killGuestProcess(H1, vm);

        assertThat(unknown(scene.end(handle))).contains("The VM " + vm + " runs on none of its hosts.");
        assertThat(scene.inspect(vm).activeOn()).isEmpty();
        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isInstanceOf(Verification.Refuted.class);
    }

    @Test
    void goesOnWhenASecondMigrationOfTheVmIsRefused() {
        String vm = scene.busyGuest(H1);
        MigrationHandle first = copying(vm);

        MigrationHandle second = scene.start(migration(vm, H1, H3), FAST);

        assertThat(failed(scene.end(second)))
                .isEqualTo("The VM " + vm + " is being migrated already, by migration "
                        + first.request().id() + ".");
        first.abort();
        assertThat(scene.end(first)).isInstanceOf(MigrationOutcome.Aborted.class);
        assertStayed(vm);
    }

    @Test
    void refusesAVmThatAnotherProgramMigrates() {
        String vm = scene.busyGuest(H1);
        MigrationHandle first = copying(vm);
        try (Scene other = Scene.open()) {
            assertThat(failed(other.run(migration(vm, H1, H3))))
                    .isEqualTo("The VM " + vm + " is busy with another job of libvirt.");
        }
        first.abort();
        scene.end(first);
        assertStayed(vm);
    }

    @Test
    void arrivesAtOnceWhenSomebodySuspendsTheVmOnTheWay() {
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = copying(vm);

        scene.onDomain(H1, vm, domain -> {
            domain.suspend();
            return true;
        });

        assertThat(scene.end(handle)).isInstanceOf(MigrationOutcome.Completed.class);
        // libvirt has forgotten by then that somebody suspended it.
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
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
        }
        scene.assertOnlyOn(outcome instanceof MigrationOutcome.Completed ? H2 : H1, vm);
        scene.assertBeats(vm);
    }
}
