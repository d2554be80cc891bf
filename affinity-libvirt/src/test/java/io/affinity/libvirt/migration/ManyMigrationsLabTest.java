// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Round three hosts, again and again. {@code benchmarks/bench migrations} does the same for longer, with figures. */
@OnLab
class ManyMigrationsLabTest {

    private static final int FIRST = 3;
    private static final int MORE = 12;

    private final Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    @Test
    void loseNoBeatAndLeaveNothingOpen() {
        String vm = scene.guest(H1, "--dirty", "2");
        migrate(vm, 0, FIRST);
        long files = openFiles();
        long threads = Thread.getAllStackTraces().size();

        migrate(vm, FIRST, MORE);

        // A connection that is about to close may still be there; each that leaked would count.
        assertThat(openFiles()).as("open files").isLessThanOrEqualTo(files + 4);
        assertThat((long) Thread.getAllStackTraces().size()).as("threads").isLessThanOrEqualTo(threads + 2);
        scene.assertBeats(vm);
    }

    /** A daemon answers no further question of a connection that has five open, if it is left as it comes. */
    @Test
    void sixAtOnceLeaveTheirHostFreeToAnswer() {
        scene.reconfigure(H1, "max_client_requests = 50", "max_client_requests = 5");
        // Six guests on a busy machine may write a hundredth of what they would: still more than ends a pass of eight
        // seconds.
        String busy = scene.description("--wss", "8", "--dirty", "50");
        List<String> vms =
                Stream.generate(() -> scene.guestOf(H1, busy)).limit(6).toList();
        List<MigrationHandle> handles = vms.stream()
                .map(vm -> scene.start(migration(vm, H1, H2), Scene.CRAWL / 2))
                .toList();

        for (String vm : vms) {
            scene.awaitRound(vm, 1);
        }
        for (String vm : vms) {
            assertThat(scene.onDomain(H1, vm, NativeDomain::state).runs()).isTrue();
        }

        handles.forEach(MigrationHandle::abort);
        for (MigrationHandle handle : handles) {
            assertThat(scene.end(handle)).isEqualTo(new MigrationOutcome.Aborted(new MigrationFailure.Requested()));
        }
        vms.forEach(vm -> scene.assertOnlyOn(H1, vm));
    }

    private void migrate(String vm, int from, int count) {
        List<String> hosts = scene.lab().hosts();
        for (int i = from; i < from + count; i++) {
            Migration migration = migration(vm, hosts.get(i % 3), hosts.get((i + 1) % 3));
            assertThat(scene.run(migration)).as("migration %s", i).isInstanceOf(Completed.class);
            assertThat(scene.migrator().verify(migration).join()).isEqualTo(new Verification.Verified());
        }
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
