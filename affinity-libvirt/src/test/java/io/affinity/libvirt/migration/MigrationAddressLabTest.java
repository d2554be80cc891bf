// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.model.HostId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory goes over another network than that of the daemons. */
@OnLab
class MigrationAddressLabTest {

    private static final String DATA_NETWORK = "198.19.0.";

    private Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    private void use(MigratorSettings settings, String address) {
        scene.close();
        scene = Scene.with(
                settings.toBuilder().addresses(Map.of(new HostId(H2), address)).build());
    }

    private void addNetwork() {
        for (String host : List.of(H1, H2)) {
            String address = DATA_NETWORK + host.substring(1) + "/24";
            scene.disturb(
                    List.of("exec", host, "ip", "addr", "add", address, "dev", "eth0"),
                    "exec",
                    host,
                    "ip",
                    "addr",
                    "del",
                    address,
                    "dev",
                    "eth0");
        }
    }

    /** {@return the addresses to which processes of the host are connected} */
    private String connections(String host) {
        return scene.lab().run("exec", host, "ss", "--tcp", "--numeric", "--no-header");
    }

    @ParameterizedTest
    @EnumSource
    void takesTheNetworkThatIsGiven(Transport transport) {
        use(Scene.settings().toBuilder().transport(transport).build(), DATA_NETWORK + "2");
        addNetwork();
        String vm = scene.busyGuest(H1);
        MigrationHandle handle = scene.start(migration(vm, H1, H2), Scene.CRAWL);
        scene.awaitRound(vm, 2);

        assertThat(connections(H1)).contains(DATA_NETWORK + "2:49");

        handle.abort();
        scene.end(handle);
        scene.lab().run("guest-dirty", vm, "0");
        assertThat(scene.run(migration(vm, H1, H2))).isInstanceOf(Completed.class);
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }

    @Test
    void sendsDisksThereAsWell() throws IOException {
        use(Scene.settings().toBuilder().diskCopy(DiskCopy.FULL).build(), DATA_NETWORK + "2");
        addNetwork();
        for (String host : List.of(H1, H2)) {
            Files.createDirectories(disk(host).getParent());
            Files.write(disk(host), new byte[1 << 20]);
        }
        String vm = scene.guest(H1, "--wss", "3", "--dirty", "20", "--disk", "/var/lib/libvirt/images/network.raw");
        MigrationHandle handle = scene.start(migration(vm, H1, H2), Scene.CRAWL);
        scene.awaitRound(vm, 2);

        assertThat(connections(H1).lines().filter(line -> line.contains(DATA_NETWORK + "2:49")))
                .as("one for the disk, one for memory")
                .hasSize(2);

        handle.abort();
        scene.end(handle);
        scene.assertBeats(vm);
    }

    private Path disk(String host) {
        return Path.of(scene.lab().fact("LAB"), host, "lib", "libvirt", "images", "network.raw");
    }

    @AfterEach
    void removeDisks() throws IOException {
        for (String host : List.of(H1, H2)) {
            Files.deleteIfExists(disk(host));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "198.19.0.99, unable to connect to server at '198.19.0.99:49",
        "nowhere.invalid, Unable to resolve address 'nowhere.invalid'"
    })
    void saysThatTheTargetCannotBeReachedThere(String address, String reason) {
        use(Scene.settings(), address);
        String vm = scene.guest(H1);

        MigrationOutcome outcome = scene.run(migration(vm, H1, H2));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MigrationOutcome.Failed.class,
                        failed -> assertThat(Outcomes.words(failed.failure()))
                                .startsWith("The connection from h1 to h2 failed. libvirt says: ")
                                .contains(reason)
                                .endsWith("(error 38 of 7)."));
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }
}
