// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.power.PowerModel;
import io.affinity.simulation.workload.PlanetLabTrace;
import io.affinity.simulation.workload.Recording;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedSetupTest {

    @TempDir
    private Path folder;

    /** Eight VMs that ask for half of what they may in the first step, and for these percentages then. */
    private Recording recording(int... percentages) throws IOException {
        StringBuilder header = new StringBuilder("vm,t0");
        StringBuilder row = new StringBuilder(",50");
        for (int i = 0; i < percentages.length; i++) {
            header.append(",t").append(i + 1);
            row.append(',').append(percentages[i]);
        }
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int vm = 0; vm < 8; vm++) {
            text.append("vm-").append(vm).append(row).append('\n');
        }
        return PlanetLabTrace.read(Files.writeString(folder.resolve("planetlab-20110303.csv"), text.toString()));
    }

    @Test
    void vmsComeInFourTypesOneBlockAfterTheOther() throws IOException {
        Fleet fleet = PublishedSetup.of(recording(50), 10).fleet();

        assertThat(fleet.vms())
                .extracting(vm -> vm.allocation().value(Resource.CPU))
                .containsExactly(2.5, 2.5, 2.0, 2.0, 1.0, 1.0, 0.5, 0.5);
        assertThat(fleet.vms())
                .extracting(Vm::memoryBytes)
                .containsExactly(870e6, 870e6, 1740e6, 1740e6, 1740e6, 1740e6, 613e6, 613e6);
    }

    @Test
    void hostsAlternateBetweenTwoServers() throws IOException {
        Fleet fleet = PublishedSetup.of(recording(50), 4).fleet();

        assertThat(fleet.hosts())
                .extracting(host -> host.capacity().value(Resource.CPU))
                .containsExactly(3.72, 5.32, 3.72, 5.32);
        assertThat(fleet.hosts())
                .extracting(PublishedSetup::power)
                .containsExactly(
                        PowerModel.HP_PROLIANT_G4,
                        PowerModel.HP_PROLIANT_G5,
                        PowerModel.HP_PROLIANT_G4,
                        PowerModel.HP_PROLIANT_G5);
    }

    @Test
    void noVmStartsOnAServerWhoseCoresAreSlowerThanItsOwn() throws IOException {
        Fleet fleet = PublishedSetup.of(recording(50), 10).fleet();

        for (int vm = 0; vm < 4; vm++) {
            Host host = fleet.hosts().get(fleet.hostIndexOf(vm));
            assertThat(PublishedSetup.power(host)).isEqualTo(PowerModel.HP_PROLIANT_G5);
        }
        // The first two book 2.5 of 5.32 cores each; the third finds 0.32 left.
        assertThat(fleet.placement().hostOf(new VmId("vm-0"))).isEqualTo(new HostId("g5-1"));
        assertThat(fleet.placement().hostOf(new VmId("vm-2"))).isNotEqualTo(new HostId("g5-1"));
    }

    @Test
    void refusesTooFewHosts() throws IOException {
        Recording recording = recording(50);

        assertThatThrownBy(() -> PublishedSetup.of(recording, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not fit on any of the 2 hosts");
        assertThatThrownBy(() -> PublishedSetup.of(recording, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0)");
    }

    @Test
    void quietVmsEndUpOnFewerHostsAndTheOthersSleep() throws IOException {
        PublishedSetup setup = PublishedSetup.of(recording(10, 10, 10, 10, 10), 10);
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), PublishedSetup.limits());

        SimulationResult result = Simulation.of(setup.fleet(), setup.workload())
                .withSettings(setup.settings())
                .run(loop -> loop.balancer(ThresholdBalancer.consolidating(0.8, PublishedSetup::power, planner))
                        .limits(PublishedSetup.limits()));

        // All ask for a tenth of 12 cores, which is less than four fifths of a G4.
        long hostsInUse = result.finalFleet().placement().hostByVm().values().stream()
                .distinct()
                .count();
        assertThat(hostsInUse).isEqualTo(1);
        assertThat(setup.fleet().placement().hostByVm().values().stream().distinct())
                .hasSizeGreaterThan(1);
        assertThat(result.figures().contendedShare()).isZero();
        // Memory over half of 1 Gbit/s.
        assertThat(result.migrations())
                .allSatisfy(record -> assertThat(record.elapsed().toMillis()).isIn(13_920L, 27_840L, 9_808L));
    }
}
