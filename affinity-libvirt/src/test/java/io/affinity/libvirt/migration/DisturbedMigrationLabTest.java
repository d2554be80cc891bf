// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Outcomes.aborted;
import static io.affinity.libvirt.migration.Outcomes.completed;
import static io.affinity.libvirt.migration.Outcomes.failed;
import static io.affinity.libvirt.migration.Outcomes.unknown;
import static io.affinity.libvirt.migration.Scene.FAST;
import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.H3;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a migration and its VM when somebody interferes while hosts and link are well. */
@OnLab
class DisturbedMigrationLabTest {

    private Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    private void use(MigratorSettings settings) {
        scene.close();
        scene = Scene.with(settings);
    }

    @ParameterizedTest
    @EnumSource
    void staysOnTheSourceWhenItIsAborted(Transport transport) {
        use(Scene.settings().toBuilder().transport(transport).build());
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        handle.abort();

        assertThat(scene.end(handle)).isEqualTo(new MigrationOutcome.Aborted(new MigrationFailure.Requested()));
        scene.assertStayed(vm);
    }

    @ParameterizedTest
    @EnumSource
    void tellsThatSomebodyElseAbortedIt(Transport transport) {
        use(Scene.settings().toBuilder().transport(transport).build());
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.onDomain(H1, vm, domain -> {
            domain.abortJob();
            return true;
        });

        assertThat(Outcomes.words(aborted(scene.end(handle))))
                .startsWith("The migration from h1 to h2 was aborted by somebody.")
                .contains("(error 78 of 10)");
        scene.assertStayed(vm);
    }

    /** How a VM ends. */
    enum End {
        ITS_PROCESS_IS_KILLED((scene, vm) -> scene.killGuestProcess(H1, vm)),
        ITS_PROCESS_IS_TOLD_TO_END((scene, vm) -> scene.guestProcess(H1, vm).destroy()),
        IT_IS_DESTROYED((scene, vm) -> scene.onDomain(H1, vm, domain -> {
            domain.destroy();
            return true;
        }));

        private final BiConsumer<Scene, String> way;

        End(BiConsumer<Scene, String> way) {
            this.way = way;
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheVmIsGoneWhen(End end) {
        use(Scene.settings().toBuilder()
                .poll(Duration.ofMillis(50))
                .stall(Duration.ofSeconds(30))
                .convergence(Duration.ofMinutes(1))
                .settling(Duration.ofSeconds(2))
                .build());
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        end.way.accept(scene, vm);

        assertThat(unknown(scene.end(handle))).contains("The VM runs on none of its hosts.");
        assertThat(scene.inspect(vm).activeOn()).isEmpty();
        assertThat(scene.inspect(vm).pausedOn()).isEmpty();
        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isInstanceOf(Verification.Refuted.class);
    }

    @Test
    void goesOnWhenASecondMigrationOfTheVmIsRefused() {
        String vm = scene.busyGuest(H1);
        MigrationHandle first = scene.copying(vm);

        MigrationHandle second = scene.start(migration(vm, H1, H3), FAST);

        assertThat(failed(scene.end(second)))
                .isEqualTo("The VM is being migrated already, by migration "
                        + first.request().id() + ".");
        first.abort();
        assertThat(scene.end(first)).isInstanceOf(MigrationOutcome.Aborted.class);
        scene.assertStayed(vm);
    }

    @Test
    void refusesAVmThatAnotherProgramMigrates() {
        String vm = scene.busyGuest(H1);
        MigrationHandle first = scene.copying(vm);
        try (Scene other = Scene.open()) {
            assertThat(failed(other.run(migration(vm, H1, H3))))
                    .isEqualTo("The VM is busy with another job of libvirt.");
        }
        first.abort();
        scene.end(first);
        scene.assertStayed(vm);
    }

    @Test
    void arrivesAtOnceWhenSomebodySuspendsTheVmOnTheWay() {
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.copying(vm);

        scene.onDomain(H1, vm, domain -> {
            domain.suspend();
            return true;
        });

        assertThat(completed(scene.end(handle)).downtime()).isPositive();
        // libvirt has forgotten by then that somebody suspended it.
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }
}
