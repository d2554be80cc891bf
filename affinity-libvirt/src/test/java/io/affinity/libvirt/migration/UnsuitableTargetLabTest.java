// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.StoragePool;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.migration.MigrationOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Targets that have not what a VM needs. What cannot differ between the hosts of a lab, {@link RoomCheckTest} shows. */
@OnLab
class UnsuitableTargetLabTest {

    private static final String FOLDER = "/var/lib/libvirt/images";
    private static final String VOLUME =
            "<disk type='volume' device='disk'><driver name='qemu' type='raw' cache='none'/>"
                    + "<source pool='fast' volume='disk.raw'/><target dev='hda' bus='ide'/></disk></devices>";

    private final Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    private MigrationOutcome run(String vm) {
        return scene.run(migration(vm, H1, H2));
    }

    private void assertRefused(String vm, String reason) {
        assertThat(Outcomes.failed(run(vm))).isEqualTo(reason);
        scene.assertOnlyOn(H1, vm);
    }

    @Test
    void theTargetDoesNotKnowTheMachineType() {
        String vm = scene.guest(H1);
        String machine = scene.onDomain(H1, vm, domain -> domain.xml(0))
                .replaceFirst("(?s).*<type arch='x86_64' machine='([^']*)'.*", "$1");
        scene.misinform(H2, "name='" + machine + "'", "name='pc-i440fx-0.1'");

        assertRefused(vm, "h2 lacks what the VM needs: machine:" + machine + ".");
        scene.assertBeats(vm);
    }

    @Test
    void theHypervisorOfTheTargetIsOlder() {
        String vm = scene.guest(H1);
        long version = scene.on(H1, c -> c.host().hypervisorVersion());
        scene.misinform(H2, "<version>" + version + "</version>", "<version>5002000</version>");

        assertThat(run(vm))
                .isInstanceOfSatisfying(
                        MigrationOutcome.Failed.class,
                        failed -> assertThat(Outcomes.words(failed.failure()))
                                .matches("h2 runs QEMU 5\\.2\\.0, which is older than the [0-9.]+ of h1\\."));
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void theHypervisorOfTheTargetIsNewer() {
        String vm = scene.guest(H1);
        long version = scene.on(H1, c -> c.host().hypervisorVersion());
        scene.misinform(H1, "<version>" + version + "</version>", "<version>5002000</version>");

        assertThat(run(vm)).isInstanceOf(MigrationOutcome.Completed.class);
        scene.assertBeats(vm);
    }

    @Test
    void theTargetHasNotTheMemory() {
        Map<String, Long> memory = scene.on(H2, c -> c.host().memoryKibibytes());
        long available = memory.getOrDefault("free", 0L)
                + memory.getOrDefault("buffers", 0L)
                + memory.getOrDefault("cached", 0L);
        long needed = available + (1 << 20);
        // Nothing is set aside for it, so that it may have more than there is.
        String vm = scene.guestOf(
                H1,
                scene.description()
                        .replaceFirst(
                                "<memory unit='MiB'>32</memory>",
                                "<memory unit='KiB'>" + needed + "</memory><memoryBacking><source type='memfd'/>"
                                        + "</memoryBacking>"));

        assertThat(run(vm))
                .isInstanceOfSatisfying(
                        MigrationOutcome.Failed.class,
                        failed -> assertThat(Outcomes.words(failed.failure()))
                                .matches("h2 has \\d+ bytes of memory left; the VM needs \\d+\\."));
        scene.assertOnlyOn(H1, vm);
    }

    @Test
    void theTargetHasNotThePoolOrDoesNotUseIt() {
        scene.lab().run("exec", H1, "mkdir", "-p", FOLDER);
        scene.lab().run("exec", H2, "mkdir", "-p", FOLDER);
        scene.disturb(
                List.of("virsh", H1, "pool-create-as", "fast", "dir", "--target", FOLDER),
                "virsh",
                H1,
                "pool-destroy",
                "fast");
        scene.lab().run("virsh", H1, "vol-create-as", "fast", "disk.raw", "1M");
        String vm = scene.guestOf(H1, scene.description().replace("</devices>", VOLUME));

        assertRefused(vm, "h2 has no storage pool fast, which disk hda is in.");

        scene.disturb(
                List.of("virsh", H2, "pool-define-as", "fast", "dir", "--target", FOLDER),
                "virsh",
                H2,
                "pool-undefine",
                "fast");
        assertRefused(vm, "The storage pool fast, which disk hda is in, is not active on h2.");

        scene.disturb(List.of("virsh", H2, "pool-start", "fast"), "virsh", H2, "pool-destroy", "fast");
        assertThat(Outcomes.failed(run(vm)))
                .startsWith("A disk is not on storage that both h1 and h2 can use safely. libvirt says: ");
        scene.assertOnlyOn(H1, vm);
        scene.lab().run("virsh", H1, "vol-delete", "disk.raw", "fast");
    }

    @Test
    void aVmThatIsPinnedGoesWhereItsCpusAre() {
        String vm = scene.guestOf(
                H1, scene.description().replaceFirst("<vcpu>1</vcpu>", "<vcpu placement='static' cpuset='0'>1</vcpu>"));

        assertThat(run(vm)).isInstanceOf(MigrationOutcome.Completed.class);
        scene.assertOnlyOn(H2, vm);
    }

    @Test
    void aHostTellsOfItsFreePagesAndPools() {
        long ordinary = scene.on(H1, host -> host.host().freePages(4096));
        long huge = scene.on(H1, host -> host.host().freePages(2 << 20));
        assertThat(ordinary).isPositive();
        assertThat(huge).isNotNegative();
        assertThatThrownBy(() -> scene.on(H1, host -> host.host().freePages(12 << 10)))
                .isInstanceOfSatisfying(
                        CallRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OPERATION_FAILED));
        assertThat(scene.<Boolean>on(H1, host -> StoragePool.named(host, "none") == null))
                .isTrue();
    }
}
