// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Outcomes.aborted;
import static io.affinity.libvirt.migration.Scene.FAST;
import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Verification;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guest that writes 200 MB/s over a link of 10 MB/s never arrives by pre-copy alone. */
@OnLab
class ConvergenceLabTest {

    /** {@code VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY} */
    private static final int SUSPENDED_FOR_POST_COPY = 7;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** All that the guest writes to, over the link. */
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Scene scene = Scene.with(Scene.settings().toBuilder()
            .poll(POLL)
            .stall(Duration.ofSeconds(30))
            .convergence(WINDOW)
            .settling(SETTLING)
            .build());
    private String vm;

    @BeforeEach
    void createAGuestThatNeverConverges() {
        vm = scene.guest(H1, "--wss", "8", "--dirty", "500");
        scene.slowLink(H2, "80mbit");
    }

    @AfterEach
    void mend() {
        scene.close();
    }

    private MigrationRequest request(Escalation escalation, Duration timeout) {
        return Scene.request(migration(vm, H1, H2), FAST, escalation, timeout);
    }

    private static void assertWritesTooFast(MigrationOutcome outcome, boolean isThrottledFully) {
        assertThat(aborted(outcome)).isInstanceOfSatisfying(MigrationFailure.NotConverging.class, it -> {
            assertThat(it.round()).isPositive();
            assertThat(it.allowed()).isEqualTo(Duration.ofMillis(300));
            assertThat(it.isThrottledFully()).isEqualTo(isThrottledFully);
        });
    }

    @Test
    void isAbortedWithTheReasonIfItMustNotBeSlowedDown() {
        MigrationHandle handle = scene.start(request(Escalation.NONE, Duration.ofMinutes(5)));
        scene.awaitRound(vm, 2);
        long began = System.nanoTime();

        // The timeout would have said so; so the window it was.
        assertWritesTooFast(scene.end(handle), false);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("time from the second round of copying to the end")
                .isLessThan(WINDOW.plus(ROUND.multipliedBy(3)).plus(POLL).plus(SETTLING));
        scene.assertStayed(vm);
    }

    @Test
    void isBroughtOverSlowedDown() {
        // Still more than the link carries; but at 500 the guest writes to all its memory in the shortest while it may
        // run.
        scene.lab().run("guest-dirty", vm, "30");
        MigrationOutcome outcome = scene.run(request(Escalation.THROTTLE, Duration.ofMinutes(5)));

        assertThat(outcome).isInstanceOf(MigrationOutcome.Completed.class);
        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isEqualTo(new Verification.Verified());
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }

    @Test
    void isAbortedWhenItIsSlowedDownAsFarAsPossibleAndThatDoesNotHelp() {
        // A guest that may run once in a second has written to nothing in a round that takes less, and on a busy
        // machine
        // it writes little when it may; a round of all its memory takes 5 s here.
        vm = scene.guest(H1, "--wss", "16", "--dirty", "500");
        scene.slowLink(H2, "25mbit");
        // QEMU would get there by and by, in twenty rounds.
        scene.lab()
                .run("virsh", H1, "qemu-monitor-command", vm, "--hmp", "migrate_set_parameter cpu-throttle-initial 99");
        MigrationOutcome outcome = scene.run(request(Escalation.THROTTLE, Duration.ofMinutes(5)));

        assertWritesTooFast(outcome, true);
        scene.assertStayed(vm);
    }

    @Test
    void isAbortedAtTheTimeoutThoughSlowedDown() {
        MigrationOutcome outcome = scene.run(request(Escalation.THROTTLE, Duration.ofSeconds(4)));

        assertThat(outcome)
                .isEqualTo(new MigrationOutcome.Aborted(new MigrationFailure.TimedOut(Duration.ofSeconds(4))));
        scene.assertStayed(vm);
    }

    @Test
    void isBroughtOverByPostCopy() {
        MigrationHandle handle = scene.start(request(Escalation.POST_COPY, Duration.ofMinutes(5)));
        scene.awaitSuspension(H1, vm, SUSPENDED_FOR_POST_COPY);

        assertThat(scene.end(handle)).isInstanceOf(MigrationOutcome.Completed.class);
        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isEqualTo(new Verification.Verified());
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }
}
