package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.FAST;
import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Verification;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A guest that writes 200 MB/s over a link of 10 MB/s never arrives by pre-copy alone. */
@Tag("lab")
class ConvergenceLabTest {

    private static final Duration WINDOW = Duration.ofSeconds(3);

    private final Scene scene = Scene.with(
            Scene.settings().withTimes(Duration.ofMillis(100), Duration.ofSeconds(30), WINDOW, Duration.ofSeconds(10)));
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

    @Test
    void isAbortedWithTheReasonIfItMustNotBeSlowedDown() {
        MigrationOutcome outcome = scene.run(request(Escalation.NONE, Duration.ofMinutes(5)));

        // The timeout would have said so; so the window it was.
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MigrationOutcome.Aborted.class,
                        aborted -> assertThat(aborted.reason())
                                .matches(
                                        "The VM writes its memory faster than it is copied: in round \\d+ a switchover would"
                                                + " still take \\d+ ms, and 300 ms are allowed\\."));
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void isBroughtOverSlowedDown() {
        // Still more than the link carries; but at 500 the guest writes to all its memory in the shortest while it may
        // run.
        scene.lab().run("guest-dirty", vm, "60");
        MigrationOutcome outcome = scene.run(request(Escalation.THROTTLE, Duration.ofMinutes(5)));

        assertThat(outcome).isInstanceOf(MigrationOutcome.Completed.class);
        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isEqualTo(new Verification.Verified());
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }

    @Test
    void isAbortedAtTheTimeoutThoughSlowedDown() {
        MigrationOutcome outcome = scene.run(request(Escalation.THROTTLE, Duration.ofSeconds(4)));

        assertThat(outcome).isEqualTo(new MigrationOutcome.Aborted("Not done within PT4S."));
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void isBroughtOverByPostCopy() {
        MigrationOutcome outcome = scene.run(request(Escalation.POST_COPY, Duration.ofMinutes(5)));

        assertThat(outcome).isInstanceOf(MigrationOutcome.Completed.class);
        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isEqualTo(new Verification.Verified());
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }
}
