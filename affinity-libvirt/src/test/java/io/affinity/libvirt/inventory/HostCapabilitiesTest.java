// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostCapabilitiesTest {

    private static final Xml CAPABILITIES = Xml.parse("""
            <capabilities>
              <host>
                <cpu>
                  <arch>x86_64</arch><model>EPYC</model><vendor>AMD</vendor>
                  <signature family='23' model='49' stepping='0'/>
                  <feature name='avx2'/>
                </cpu>
                <topology><cells num='2'>
                  <cell id='0'>
                    <memory unit='KiB'>2048</memory>
                    <pages unit='KiB' size='4'>500</pages>
                    <pages unit='KiB' size='2048'>7</pages>
                    <pages unit='KiB' size='1048576'>0</pages>
                    <cpus num='2'><cpu id='0'/><cpu id='1'/></cpus>
                  </cell>
                  <cell id='1'><memory unit='GiB'>1</memory><cpus num='1'><cpu id='2'/></cpus></cell>
                </cells></topology>
              </host>
              <guest><arch name='x86_64'>
                <machine canonical='pc-i440fx-7.2'>pc</machine>
                <domain type='kvm'><machine>pc-q35-7.2</machine></domain>
              </arch></guest>
            </capabilities>
            """);

    @Test
    void readsNumaCellsAndTheirHugepages() {
        assertThat(HostCapabilities.cells(CAPABILITIES))
                .containsExactly(
                        new NumaCell(0, 2048L * 1024, Set.of(0, 1), Map.of(2L << 20, 7L)),
                        new NumaCell(1, 1L << 30, Set.of(2), Map.of()));
    }

    @Test
    void takesTheSmallestPagesForOrdinaryOnesWhateverTheirSize() {
        Xml arm = Xml.parse("""
                <capabilities><host><topology><cells><cell id='0'>
                  <pages unit='KiB' size='524288'>3</pages>
                  <pages unit='KiB' size='64'>16384</pages>
                  <pages unit='KiB' size='2048'>0</pages>
                </cell></cells></topology></host></capabilities>
                """);

        assertThat(HostCapabilities.cells(arm)).containsExactly(new NumaCell(0, 0, Set.of(), Map.of(512L << 20, 3L)));
    }

    @Test
    void namesWhatGuestsCanAskFor() {
        assertThat(HostCapabilities.features(CAPABILITIES, HostCapabilities.cells(CAPABILITIES), 2 << 20))
                .containsExactlyInAnyOrder(
                        "arch:x86_64",
                        "cpu-feature:avx2",
                        "host-cpu:AMD-23-49-0",
                        "hugepages:2097152",
                        "hugepages:default",
                        "machine:pc",
                        "machine:pc-i440fx-7.2",
                        "machine:pc-q35-7.2",
                        "numa-cells:2");
    }

    @Test
    void namesTheCpuModelsThatAreUsable() {
        String guests = """
                <domainCapabilities><cpu>
                  <mode name='host-model'><model usable='yes'>Ignored</model></mode>
                  <mode name='custom' supported='yes'>
                    <model usable='yes'>qemu64</model><model usable='no'>EPYC-Milan</model>
                  </mode>
                </cpu></domainCapabilities>
                """;

        assertThat(HostCapabilities.guestCpus("qemu", guests)).isEqualTo(Set.of("qemu-cpu:qemu64"));
    }

    @Test
    void findsTheNameOfTheCpuItself() {
        HostFacts facts = new HostFacts(
                "h1",
                "",
                "QEMU",
                0,
                0,
                "x86_64",
                "EPYC",
                2,
                1,
                List.of(),
                Set.of("arch:x86_64", "host-cpu:AMD-23-49-0"));

        assertThat(facts.hostCpuFeature()).isEqualTo("host-cpu:AMD-23-49-0");
    }

    @Test
    void tellsHugePagesFromTheMemoryThatVmsShare() {
        long mib = 1 << 20;
        NumaCell first = new NumaCell(0, 50 * mib, Set.of(), Map.of(2 * mib, 3L, 10 * mib, 1L));
        NumaCell second = new NumaCell(1, 50 * mib, Set.of(), Map.of(2 * mib, 4L));
        HostFacts facts = new HostFacts("h1", "", "QEMU", 0, 0, "", "", 2, 100 * mib, List.of(first, second), Set.of());

        assertThat(facts.hugepages(2 * mib)).isEqualTo(7);
        assertThat(facts.hugepages(4 * mib)).isZero();
        assertThat(facts.ordinaryMemoryBytes()).isEqualTo(76 * mib);
    }

    @Test
    void whatNoHostHasIsMuchAndNeverLessThanNothing() {
        HostCapabilities huge = HostCapabilities.parse("""
                <capabilities><host><cpu><pages unit='TiB' size='99999999999'/><pages unit='TiB' size='199999999999'/></cpu>
                  <topology><cells><cell id='4294967295'>
                    <memory unit='GiB'>999999999999999999</memory>
                    <pages unit='KiB' size='4'>999999999999999999</pages>
                    <pages unit='KiB' size='99999999999999999'>999999999999999999</pages>
                    <cpus><cpu id='99999999999'/></cpus>
                  </cell></cells></topology></host></capabilities>
                """);

        NumaCell cell = huge.cells().get(0);
        assertThat(huge.defaultHugepageBytes()).isNotNegative();
        assertThat(cell.id()).isEqualTo(1 << 16);
        assertThat(cell.memoryBytes()).isEqualTo(256L << 40);
        assertThat(cell.cpus()).containsExactly(1 << 16);
        assertThat(cell.hugepagesByBytes()).containsExactly(Map.entry(256L << 40, 1L));
    }
}
