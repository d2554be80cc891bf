// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFitTest {

    private static final String PASSTHROUGH = "<cpu mode='host-passthrough' check='none'/>";
    private static final HostFacts ROME = cpu("EPYC-Rome", "host-cpu:AMD-23-49-0", "cpu-feature:wbnoinvd");

    @Test
    void aVmWithTheCpuOfItsHostGoesToAHostWithTheSame() {
        assertThat(reasons("kvm", PASSTHROUGH, ROME, ROME)).isEmpty();
        assertThat(reasons(
                        "kvm",
                        PASSTHROUGH,
                        ROME,
                        cpu("EPYC-Rome", "host-cpu:AMD-23-49-0", "cpu-feature:wbnoinvd", "cpu-feature:more")))
                .isEmpty();
    }

    @Test
    void aVmWithTheCpuOfItsHostDoesNotGoToAnotherCpu() {
        HostFacts milan = cpu("EPYC-Milan", "host-cpu:AMD-25-1-1", "cpu-feature:wbnoinvd");

        assertThat(reasons("kvm", PASSTHROUGH, ROME, milan))
                .containsExactly(
                        "The VM was given the very CPU of h1 (EPYC-Rome host-cpu:AMD-23-49-0), and h2 has another"
                                + " (EPYC-Milan host-cpu:AMD-25-1-1).");
        assertThat(reasons("kvm", "<cpu mode='maximum'/>", ROME, milan)).hasSize(1);
        assertThat(reasons("qemu", "<cpu mode='maximum'/>", ROME, milan)).isEmpty();
        assertThat(reasons("kvm", "<cpu mode='custom'><model>EPYC</model></cpu>", ROME, milan))
                .isEmpty();
    }

    @Test
    void aCpuOfTheSameSignatureMayLackWhatFirmwareTurnedOff() {
        assertThat(reasons("kvm", PASSTHROUGH, ROME, cpu("EPYC-Rome", "host-cpu:AMD-23-49-0")))
                .containsExactly("The VM was given the very CPU of h1 (EPYC-Rome host-cpu:AMD-23-49-0), and that of h2"
                        + " lacks cpu-feature:wbnoinvd.");
        assertThat(reasons("kvm", PASSTHROUGH, ROME, cpu("EPYC", "host-cpu:AMD-23-49-0", "cpu-feature:wbnoinvd")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"7002022, 7001000", "8000000, 7002022", "10000000, 9002000"})
    void anOlderHypervisorIsNotTrusted(long source, long target) {
        assertThat(reasons("kvm", "", version(source), version(target)))
                .singleElement()
                .satisfies(reason ->
                        assertThat(reason).startsWith("h2 runs QEMU ").contains(", which is older than the "));
    }

    @Test
    void namesBothVersions() {
        assertThat(reasons("kvm", "", version(7_002_022), version(6_002_000)))
                .containsExactly("h2 runs QEMU 6.2.0, which is older than the 7.2.22 of h1.");
    }

    @ParameterizedTest
    @CsvSource({
        "7002022, 7002022",
        "7002022, 7002009",
        "7002022, 8000000",
        "9002000, 10000000",
        "0, 7002022",
        "7002022, 0"
    })
    void aHypervisorOfTheSameReleaseOrANewerOneIs(long source, long target) {
        assertThat(reasons("kvm", "", version(source), version(target))).isEmpty();
    }

    @Test
    void anotherHypervisorIsNone() {
        HostFacts other = new HostFacts("h", "", "TEST", 2, 0, "x86_64", "", 2, 1, List.of(), Set.of());

        assertThat(reasons("kvm", "", version(7_002_022), other)).containsExactly("h2 runs TEST, and h1 QEMU.");
    }

    @Test
    void pinnedCpusMustExist() {
        String pinned = "<vcpu cpuset='0-1'>2</vcpu><cputune><vcpupin vcpu='0' cpuset='2,5'/></cputune>";

        assertThat(reasons("kvm", pinned, cells(6), cells(6))).isEmpty();
        assertThat(reasons("kvm", pinned, cells(6), cells(2, 1)))
                .containsExactly("The VM is pinned to CPUs 0, 1, 2, 5, and h2 has no 5.");
        assertThat(reasons("kvm", pinned, cells(6), cells())).isEmpty();
    }

    @Test
    void cellsThatMemoryIsBoundToMustExist() {
        String bound = "<numatune><memory mode='strict' nodeset='0'/><memnode cellid='1' mode='strict' nodeset='1'/>"
                + "</numatune>";

        assertThat(reasons("kvm", bound, cells(2, 2), cells(1, 1))).isEmpty();
        assertThat(reasons("kvm", bound, cells(2, 2), cells(4)))
                .containsExactly("The VM is pinned to NUMA cells 0, 1, and h2 has no 1.");
        assertThat(reasons("kvm", bound.replace("strict", "preferred"), cells(2, 2), cells(4)))
                .isEmpty();
    }

    private static List<String> reasons(String type, String content, HostFacts source, HostFacts target) {
        DomainDescription vm = DomainDescription.parse("<domain type='" + type
                + "'><name>web</name><uuid>46c2ce03-3183-4a27-8d82-00174e7f888b</uuid>" + content + "</domain>");
        return new HostFit(new HostId("h1"), source, new HostId("h2"), target)
                .obstacles(vm).stream().map(Obstacle::reason).toList();
    }

    private static HostFacts cpu(String model, String... features) {
        return new HostFacts("h", "", "QEMU", 7_002_022, 0, "x86_64", model, 2, 1, List.of(), Set.of(features));
    }

    private static HostFacts version(long version) {
        return new HostFacts("h", "", "QEMU", version, 0, "x86_64", "", 2, 1, List.of(), Set.of());
    }

    /** {@return a host with cells of so many CPUs each} */
    private static HostFacts cells(int... cpus) {
        List<NumaCell> cells = new ArrayList<>();
        int next = 0;
        for (int count : cpus) {
            Set<Integer> ids = new TreeSet<>();
            for (int i = 0; i < count; i++) {
                ids.add(next++);
            }
            cells.add(new NumaCell(cells.size(), 1, ids, Map.of()));
        }
        return new HostFacts("h", "", "QEMU", 0, 0, "x86_64", "", next, 1, cells, Set.of());
    }
}
