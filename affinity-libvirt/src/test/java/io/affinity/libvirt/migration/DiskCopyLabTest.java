// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Verification;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the disks of a VM. */
@OnLab
class DiskCopyLabTest {

    /** A folder that is another one on each host. */
    private static final String OWN_FOLDER = "/var/lib/libvirt/images";

    private static final long DISK_BYTES = 4 << 20;

    private Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    private void use(MigratorSettings settings) {
        scene.close();
        scene = Scene.with(settings);
    }

    private void copyDisks() {
        use(Scene.settings().toBuilder().diskCopy(DiskCopy.FULL).build());
    }

    private String failure(String vm) {
        return reason(scene.run(migration(vm, H1, H2)));
    }

    private static String reason(MigrationOutcome outcome) {
        assertThat(outcome).isInstanceOf(MigrationOutcome.Failed.class);
        return Outcomes.failed(outcome);
    }

    /** {@return where a file of a host's own folder lies for us} */
    private Path hostFile(String host, String name) {
        return Path.of(scene.lab().fact("LAB"), host, "lib", "libvirt", "images", name);
    }

    private Path sharedFile() {
        return Path.of(scene.lab().fact("SHARED"), "disk.raw");
    }

    private void disk(String host, long bytes) {
        disk(host, "disk.raw", bytes);
    }

    private void disk(String host, String name, long bytes) {
        disk(hostFile(host, name), bytes);
    }

    private static void disk(Path file, long bytes) {
        try {
            Files.createDirectories(file.getParent());
            try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
                disk.setLength(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte letter) throws IOException {
        byte[] content = new byte[(int) DISK_BYTES];
        Arrays.fill(content, letter);
        Files.write(file, content);
    }

    private String guestWithDisk() {
        return scene.guest(H1, "--disk", OWN_FOLDER + "/disk.raw");
    }

    /** {@return a guest with a disk of its host, and this one} */
    private String guestWithDiskAnd(String xml) {
        return scene.guestOf(
                H1, scene.description("--disk", OWN_FOLDER + "/disk.raw").replace("</devices>", xml + "</devices>"));
    }

    @AfterEach
    void removeDisks() throws IOException {
        for (String host : List.of(H1, H2)) {
            for (String name : List.of("disk.raw", "disk.qcow2", "base.raw")) {
                Files.deleteIfExists(hostFile(host, name));
            }
        }
        Files.deleteIfExists(sharedFile());
    }

    @Test
    void aDiskIsNotShared() {
        disk(H1, DISK_BYTES);
        String vm = guestWithDisk();

        assertThat(failure(vm))
                .startsWith("A disk is not on storage that both h1 and h2 can use safely. libvirt says: ")
                .endsWith("(error 81 of 10).");
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void aDiskIsCopiedIfThatIsWanted() {
        copyDisks();
        disk(H1, DISK_BYTES);
        disk(H2, DISK_BYTES);
        String vm = guestWithDisk();

        assertThat(scene.run(migration(vm, H1, H2)))
                .isInstanceOfSatisfying(
                        Completed.class,
                        completed -> assertThat(completed.transferredBytes()).isGreaterThanOrEqualTo(DISK_BYTES));

        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isEqualTo(new Verification.Verified());
        scene.assertBeats(vm);
    }

    /** The guest is defined on its host: nothing of that may stay on the target either. */
    private MigrationHandle amidTheCopyOfADisk(String vm) {
        copyDisks();
        disk(H1, 256 * DISK_BYTES);
        disk(H2, 256 * DISK_BYTES);
        scene.guestNamed(vm, H1, "--persistent", "--disk", OWN_FOLDER + "/disk.raw");
        MigrationHandle handle = scene.start(migration(vm, H1, H2), 32 * 0x1p20);
        scene.awaitBytes(handle, 1e6);
        return handle;
    }

    @Test
    void isAbortedWhileItCopiesADisk() {
        String vm = "aborted";
        MigrationHandle handle = amidTheCopyOfADisk(vm);

        handle.abort();

        assertThat(scene.end(handle)).isEqualTo(new MigrationOutcome.Aborted(new MigrationFailure.Requested()));
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    /** The disks come first, and slowly: time to ask. */
    @Test
    void tellsLibvirtNoLongerDowntimeThanItTakes() {
        copyDisks();
        disk(H1, 32 * DISK_BYTES);
        disk(H2, 32 * DISK_BYTES);
        String vm = guestWithDisk();
        MigrationHandle handle = scene.start(patient(vm, Scene.CRAWL));
        scene.awaitBytes(handle, 1e6);

        Duration downtime = scene.onDomain(H1, vm, NativeDomain::migrateMaxDowntime);
        assertThat(downtime).isEqualTo(Duration.ofSeconds(2000));

        handle.abort();
        scene.end(handle);
        assertThat(scene.run(patient(vm, Scene.FAST))).isInstanceOf(Completed.class);
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }

    private static MigrationRequest patient(String vm, double bandwidth) {
        return new MigrationRequest(
                "m-patient-" + bandwidth,
                migration(vm, H1, H2),
                bandwidth,
                Duration.ofHours(2),
                Duration.ofMinutes(5),
                Escalation.NONE);
    }

    @Test
    void theTargetHasNotTheMediumInADrive() {
        disk(H1, DISK_BYTES);
        String vm = scene.guestOf(
                H1,
                scene.description()
                        .replace(
                                "</devices>",
                                "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><source file='"
                                        + OWN_FOLDER
                                        + "/disk.raw'/><target dev='hdc' bus='ide'/><readonly/></disk></devices>"));

        assertThat(failure(vm))
                .startsWith("h2 cannot use a disk of the VM. libvirt says: ")
                .endsWith("(error 38 of 18).");
        scene.assertOnlyOn(H1, vm);
    }

    @Test
    void aDiskHasNoPlaceOnTheTarget() {
        copyDisks();
        disk(H1, DISK_BYTES);
        String vm = guestWithDisk();

        assertThat(failure(vm))
                .startsWith("h2 has no storage pool for a disk. libvirt says: ")
                .endsWith("(error 49 of 18).");
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void aDiskHasLessRoomOnTheTarget() {
        copyDisks();
        disk(H1, DISK_BYTES);
        disk(H2, DISK_BYTES / 2);
        String vm = guestWithDisk();

        assertThat(failure(vm))
                .startsWith("The migration from h1 to h2 failed. libvirt says: ")
                .contains("different sizes")
                .endsWith("(error 9 of 10).");
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void itsProcessOnTheTargetDiesWhileItCopiesADisk() {
        String vm = "killed";
        MigrationHandle handle = amidTheCopyOfADisk(vm);

        scene.killGuestProcess(H2, vm);

        assertThat(reason(scene.end(handle))).contains(" libvirt says: ").matches(".*\\(error (1|9) of (10|20)\\)\\.");
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void aPoolOnTheTargetMakesTheFile() throws IOException {
        copyDisks();
        disk(H1, DISK_BYTES);
        write(hostFile(H1, "disk.raw"), (byte) 'a');
        Files.createDirectories(hostFile(H2, ""));
        scene.disturb(
                List.of("virsh", H2, "pool-create-as", "images", "dir", "--target", OWN_FOLDER),
                "virsh",
                H2,
                "pool-destroy",
                "images");
        String vm = guestWithDisk();

        assertThat(scene.run(migration(vm, H1, H2))).isInstanceOf(Completed.class);

        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isEqualTo(new Verification.Verified());
        assertThat(hostFile(H2, "disk.raw")).hasSameBinaryContentAs(hostFile(H1, "disk.raw"));
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }

    private String guestWithDifference() throws IOException {
        use(Scene.settings().toBuilder().diskCopy(DiskCopy.INCREMENTAL).build());
        disk(H1, "base.raw", DISK_BYTES);
        write(hostFile(H1, "base.raw"), (byte) 'a');
        Files.createDirectories(hostFile(H2, ""));
        String base = OWN_FOLDER + "/base.raw";
        Qcow2.write(hostFile(H1, "disk.qcow2"), base, DISK_BYTES, (byte) 'd');
        Qcow2.write(hostFile(H2, "disk.qcow2"), base, DISK_BYTES);
        return scene.guestOf(
                H1, scene.description("--disk", OWN_FOLDER + "/disk.qcow2").replace("type='raw'", "type='qcow2'"));
    }

    private static long count(Path file, char letter) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c == letter)
                .count();
    }

    @Test
    void onlyWhatDiffersFromAnImageThatBothHaveIsCopiedIfThatIsWanted() throws IOException {
        String vm = guestWithDifference();
        write(hostFile(H2, "base.raw"), (byte) 'b');

        assertThat(scene.run(migration(vm, H1, H2))).isInstanceOf(Completed.class);

        assertThat(count(hostFile(H2, "disk.qcow2"), 'd'))
                .as("of the difference")
                .isGreaterThanOrEqualTo(1 << 16);
        assertThat(count(hostFile(H2, "disk.qcow2"), 'a')).as("of the image").isLessThan(1 << 10);
        assertThat(count(hostFile(H2, "base.raw"), 'b')).as("left as it was").isEqualTo(DISK_BYTES);
        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isEqualTo(new Verification.Verified());
        scene.assertOnlyOn(H2, vm);
    }

    @Test
    void theImageFromWhichADiskDiffersIsNotOnTheTarget() throws IOException {
        String vm = guestWithDifference();

        assertThat(failure(vm))
                .startsWith("h2 cannot use a disk of the VM. libvirt says: ")
                .endsWith("(error 38 of 18).");
        scene.assertOnlyOn(H1, vm);
    }

    @Test
    void aDiskOnTheNetworkStaysWhereItIsWhileAnotherIsCopied() throws IOException {
        copyDisks();
        disk(H1, DISK_BYTES);
        write(hostFile(H1, "disk.raw"), (byte) 'a');
        disk(H2, DISK_BYTES);
        disk(sharedFile(), DISK_BYTES);
        Path socket = Path.of(scene.lab().fact("SHARED"), "disk.socket");
        Process server = server(socket);
        try {
            Lab.await("a server of disks", () -> Files.exists(socket));
            String vm = guestWithDiskAnd("<disk type='network' device='disk'><driver name='qemu' type='raw'"
                    + " cache='none'/><source protocol='nbd' name='disk'><host transport='unix' socket='"
                    + socket + "'/></source><target dev='hdb' bus='ide'/></disk>");

            assertThat(scene.run(migration(vm, H1, H2)))
                    .isInstanceOfSatisfying(
                            Completed.class,
                            completed ->
                                    assertThat(completed.transferredBytes()).isGreaterThanOrEqualTo(DISK_BYTES));

            assertThat(hostFile(H2, "disk.raw")).hasSameBinaryContentAs(hostFile(H1, "disk.raw"));
            scene.assertOnlyOn(H2, vm);
        } finally {
            // Guests first, for they hold on to their disks.
            scene.close();
            server.destroyForcibly().onExit().join();
            Files.deleteIfExists(socket);
            scene = Scene.open();
        }
    }

    private Process server(Path socket) throws IOException {
        return new ProcessBuilder(
                        "qemu-storage-daemon",
                        "--blockdev",
                        "driver=file,node-name=disk,filename=" + sharedFile(),
                        "--nbd-server",
                        "addr.type=unix,max-connections=0,addr.path=" + socket,
                        "--export",
                        "type=nbd,id=export,node-name=disk,name=disk,writable=on")
                .inheritIO()
                .start();
    }

    /** The lab's storage is none that libvirt takes for shared: so it refuses what it was not told to copy. */
    @Test
    void aDiskBelowASharedPathIsNotCopied() {
        use(Scene.settings().toBuilder()
                .diskCopy(DiskCopy.FULL)
                .sharedPaths(List.of(scene.lab().fact("SHARED")))
                .build());
        disk(H1, DISK_BYTES);
        disk(H2, DISK_BYTES);
        disk(sharedFile(), DISK_BYTES);
        String vm = guestWithDiskAnd("<disk type='file' device='disk'><driver name='qemu' type='raw' cache='none'/>"
                + "<source file='" + sharedFile() + "'/><target dev='hdb' bus='ide'/></disk>");

        assertThat(failure(vm))
                .startsWith("A disk is not on storage that both h1 and h2 can use safely. libvirt says: ")
                .endsWith("(error 81 of 10).");
        scene.assertOnlyOn(H1, vm);
    }
}
