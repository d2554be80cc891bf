// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Outcomes.unknown;
import static io.affinity.libvirt.migration.Scene.FAST;
import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** After the switch to post-copy there is no way back; what can be told of it must be true all the same. */
@OnLab
class PostCopyLabTest {

    /** {@code VIR_DOMAIN_ABORT_JOB_POSTCOPY} */
    private static final int ABORT_POST_COPY = 1;

    private final Scene scene = Scene.with(Scene.settings().toBuilder()
            .poll(Duration.ofMillis(50))
            .stall(Duration.ofSeconds(6))
            .convergence(Duration.ofMillis(500))
            .settling(Duration.ofSeconds(3))
            .build());

    @AfterEach
    void mend() {
        scene.close();
    }

    /** {@return a migration that will not converge, and then goes on as post-copy over a link that is slow} */
    private MigrationHandle start(String vm) {
        scene.slowLink(H2, "16mbit");
        MigrationHandle handle =
                scene.start(Scene.request(migration(vm, H1, H2), FAST, Escalation.POST_COPY, Duration.ofMinutes(5)));
        scene.awaitRound(vm, 1);
        return handle;
    }

    /** {@return a migration whose VM runs on the target, while much of its memory is on the source} */
    private MigrationHandle inPostCopy(String vm) {
        MigrationHandle handle = start(vm);
        scene.awaitLifecycle(H2, vm, NativeEvent.Lifecycle.RESUMED);
        return handle;
    }

    private void assertStandsOnBothSides(String vm) {
        assertThat(scene.inspect(vm).activeOn()).containsExactly(new HostId(H2));
        assertThat(scene.inspect(vm).pausedOn()).containsExactly(new HostId(H1));
        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isInstanceOf(Verification.Refuted.class);
        // A process that waits for its other half takes its time when it is told to end.
        scene.killGuestProcess(H1, vm);
        scene.killGuestProcess(H2, vm);
    }

    @Test
    void isRefusedWhereThisProgramStandsBetweenTheDaemons() {
        try (Scene between = Scene.with(
                Scene.settings().toBuilder().transport(Transport.CLIENT_MANAGED).build())) {
            String vm = between.guest(H1);

            MigrationOutcome outcome = between.run(
                    Scene.request(migration(vm, H1, H2), FAST, Escalation.POST_COPY, Duration.ofMinutes(1)));

            assertThat(Outcomes.failed(outcome))
                    .isEqualTo("Post-copy is allowed peer to peer only: if this program died"
                            + " while the VM stood between the two daemons, nobody would start it on h2, and it would"
                            + " be lost.");
            between.assertOnlyOn(H1, vm);
        }
    }

    @Test
    void anAbortHasNoEffectAnyMore() {
        String vm = scene.guest(H1, "--wss", "4", "--dirty", "500");
        MigrationHandle handle = inPostCopy(vm);

        handle.abort();

        assertThat(scene.end(handle)).isInstanceOf(MigrationOutcome.Completed.class);
        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isEqualTo(new Verification.Verified());
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }

    @Test
    void theVmIsLostWithTheProcessOnTheTargetAndBothStatesAreTold() {
        String vm = scene.guest(H1, "--wss", "4", "--dirty", "500");
        MigrationHandle handle = start(vm);
        ProcessHandle onTarget = scene.guestProcess(H2, vm);
        scene.awaitLifecycle(H2, vm, NativeEvent.Lifecycle.RESUMED);

        onTarget.destroyForcibly();

        assertThat(unknown(scene.end(handle)))
                .contains("The VM runs on none of its hosts.")
                .contains("On h1 it is paused (after post-copy failed).");
        assertThat(scene.inspect(vm).activeOn()).isEmpty();
        assertThat(scene.inspect(vm).pausedOn()).containsExactly(new HostId(H1));
        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isInstanceOf(Verification.Refuted.class);
    }

    @Test
    void theVmStandsOnBothSidesWhenTheLinkIsCutAndNobodyClaimsToKnow() {
        String vm = scene.guest(H1, "--wss", "4", "--dirty", "500");
        MigrationHandle handle = inPostCopy(vm);

        scene.cutLink(H2);

        assertThat(unknown(scene.end(handle))).contains("On h1 it is paused (").contains("On h2 it is ");
        assertStandsOnBothSides(vm);
    }

    @Test
    void theVmStandsOnBothSidesWhenSomebodyBreaksItOff() {
        assumeTrue(
                scene.on(H1, NativeConnection::libraryVersion) >= 8_005_000,
                "nobody can break it off before libvirt 8.5");
        String vm = scene.guest(H1, "--wss", "4", "--dirty", "500");
        MigrationHandle handle = inPostCopy(vm);

        scene.onDomain(H1, vm, domain -> {
            domain.abortJob(ABORT_POST_COPY);
            return true;
        });

        assertThat(unknown(scene.end(handle)))
                .contains("On h1 it is paused (after post-copy failed).")
                .contains("On h2 it is running (though post-copy failed and memory is missing).");
        assertStandsOnBothSides(vm);
    }
}
