// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.migration.MigrationOutcome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hosts whose hypervisors give their VMs different CPUs. */
@OnLab
class CpuLabTest {

    private static final String MODEL = "name='qemu64' typename='qemu64-x86_64-cpu' usable=";
    private static final String FEATURE = "name='lahf-lm' type='boolean' value=";

    private final Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    private void lackModel(String host) {
        scene.misinform(host, MODEL + "'yes'", MODEL + "'no'");
    }

    private void lackFeature(String host) {
        scene.misinform(host, FEATURE + "'true'", FEATURE + "'false'");
    }

    private MigrationOutcome run(String vm) {
        return scene.run(migration(vm, H1, H2));
    }

    @Test
    void theTargetLacksTheModel() {
        lackModel(H2);
        String vm = scene.guest(H1);

        assertThat(Outcomes.failed(run(vm))).isEqualTo("h2 lacks what the VM needs: qemu-cpu:qemu64.");
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void theTargetLacksAFeatureOfTheCpu() {
        lackFeature(H2);
        String vm = scene.guest(H1);

        assertThat(Outcomes.failed(run(vm)))
                .isEqualTo("The hypervisor of h2 cannot give the VM all features of its CPU;"
                        + " there, \"virsh hypervisor-cpu-compare --error\" with the VM's description names those that"
                        + " it lacks.");
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void whatRunsOnAHostThatSaysItCannotMayRunOnAnotherThatSaysSo() {
        String vm = scene.guest(H1);
        lackModel(H1);
        lackFeature(H1);
        lackModel(H2);
        lackFeature(H2);

        assertThat(run(vm)).isInstanceOf(MigrationOutcome.Completed.class);
        scene.assertOnlyOn(H2, vm);
    }

    @Test
    void whatLibvirtDoesNotCheckIsNotChecked() {
        lackFeature(H2);
        String vm = scene.guestOf(
                H1, scene.description().replaceFirst("(?s)<cpu .*</cpu>", "<cpu mode='maximum' check='none'/>"));

        assertThat(run(vm)).isInstanceOf(MigrationOutcome.Completed.class);
        scene.assertOnlyOn(H2, vm);
    }

    /** A hypervisor that says it can, and then does not. */
    @Test
    void theTargetsDaemonFindsThatAFeatureIsMissing() {
        scene.disturb(List.of("host-cpu", H2, "lahf-lm"), "host-cpu", H2, "none");
        String vm = scene.guest(H1);

        assertThat(run(vm))
                .isInstanceOfSatisfying(
                        MigrationOutcome.Failed.class,
                        failed -> assertThat(Outcomes.words(failed.failure()))
                                .startsWith("The CPU of h2 does not suit the VM. libvirt says: ")
                                .contains("lahf_lm")
                                .endsWith("(error 9 of 31)."));
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }
}
