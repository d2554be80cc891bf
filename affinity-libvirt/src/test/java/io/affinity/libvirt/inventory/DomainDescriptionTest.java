// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainDescriptionTest {

    private static final UUID ID = UUID.fromString("46c2ce03-3183-4a27-8d82-00174e7f888b");

    @Test
    void readsWhatADomainWasPromised() {
        DomainDescription web = parse("", """
                <memory unit='MiB'>512</memory><currentMemory unit='MiB'>256</currentMemory>
                <vcpu placement='static' current='2'>4</vcpu>
                """);

        assertThat(web.uuid()).isEqualTo(ID);
        assertThat(web.name()).isEqualTo("web");
        assertThat(web.maxMemoryBytes()).isEqualTo(512L << 20);
        assertThat(web.vcpus()).isEqualTo(4);
        assertThat(web.cpuLimitCores()).isInfinite();
        assertThat(web.labels()).isEqualTo(VmLabels.NONE);
        assertThat(web.obstacles()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<quota>50000</quota>, 2.0",
        "<period>50000</period><quota>50000</quota>, 4.0",
        "<global_period>100000</global_period><global_quota>150000</global_quota>, 1.5",
        "<quota>50000</quota><global_quota>150000</global_quota>, 1.5",
        "<quota>-1</quota>, Infinity"
    })
    void readsTheStrictestLimitOfCpuTime(String limits, double cores) {
        assertThat(parse("", "<vcpu>4</vcpu><cputune>" + limits + "</cputune>").cpuLimitCores())
                .isEqualTo(cores);
    }

    @Test
    void readsPinning() {
        assertThat(parse("", "<cputune><vcpupin vcpu='0' cpuset='1-4,^2'/><vcpupin vcpu='1' cpuset='0'/></cputune>")
                        .pinning()
                        .cpus())
                .containsExactly(0, 1, 3, 4);
        assertThat(parse("", "<cputune><emulatorpin cpuset='6'/><iothreadpin iothread='1' cpuset='7'/></cputune>")
                        .pinning()
                        .cpus())
                .containsExactly(6, 7);
        assertThat(parse("", "<vcpu cpuset='1-2'>4</vcpu>").pinning().cpus()).containsExactly(1, 2);
        assertThat(parse("", "<vcpu placement='static'>4</vcpu>").pinning().isEmpty())
                .isTrue();
    }

    @Test
    void readsTheCellsThatMemoryMustComeFrom() {
        assertThat(parse(
                                "",
                                "<numatune><memory mode='strict' nodeset='0-1'/><memnode cellid='0' nodeset='3'/></numatune>")
                        .pinning()
                        .cells())
                .containsExactly(0, 1, 3);
        assertThat(parse("", "<numatune><memory mode='interleave' nodeset='0-1'/></numatune>")
                        .pinning()
                        .isEmpty())
                .isTrue();
        assertThat(parse("", "<numatune><memory mode='strict' placement='auto'/></numatune>")
                        .pinning()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void readsWhatAHostMustOffer() {
        DomainDescription web = parse(
                "<os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type></os>"
                        + "<cpu mode='custom' match='exact'><model fallback='forbid'>EPYC-Rome</model></cpu>"
                        + "<memoryBacking><hugepages><page size='2048' unit='KiB'/></hugepages></memoryBacking>",
                "");

        assertThat(web.neededFeatures())
                .containsExactly("arch:x86_64", "hugepages:2097152", "kvm-cpu:EPYC-Rome", "machine:pc-q35-7.2");
        assertThat(web.needsHostCpu()).isFalse();
        assertThat(parse("<cpu mode='host-passthrough'/>", "").needsHostCpu()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<hostdev mode='subsystem' type='pci'><source><address domain='0x0000' bus='0x3b' slot='0x00' function='0x1'/>"
                        + "</source></hostdev>|hostdev pci 0x0000:0x3b:0x00:0x1",
                "<interface type='hostdev'><mac address='52:54:00:00:00:01'/></interface>|interface hostdev 52:54:00:00:00:01",
                "<interface type='vdpa'/>|interface vdpa ",
                "<shmem name='x'><model type='ivshmem-plain'/></shmem>|shmem x",
                "<shmem name='x' role='peer'/>|shmem x",
                "<filesystem type='mount'><driver type='virtiofs'/><target dir='data'/></filesystem>|filesystem data",
                "<memory model='nvdimm'/>|memory nvdimm",
                "<tpm><backend type='passthrough'/></tpm>|tpm"
            })
    void findsDevicesThatPreventMigration(String device, String expected) {
        assertThat(parse("", "<devices>" + device + "</devices>").obstacles())
                .singleElement()
                .satisfies(obstacle -> {
                    assertThat(obstacle.device().strip()).isEqualTo(expected.strip());
                    assertThat(obstacle.reason()).endsWith(".");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<hostdev type='pci'><teaming type='transient' persistent='ua-1'/></hostdev>",
                "<interface type='hostdev'><teaming type='transient' persistent='ua-1'/></interface>",
                "<interface type='bridge'><source bridge='br0'/></interface>",
                "<shmem name='x' role='master'/>",
                "<tpm><backend type='emulator' version='2.0'/></tpm>",
                "<memory model='dimm'/>"
            })
    void knowsDevicesThatMigrate(String device) {
        assertThat(parse("", "<devices>" + device + "</devices>").obstacles()).isEmpty();
    }

    @Test
    void findsEncryptedMemoryAndABoundClock() {
        assertThat(parse("<launchSecurity type='sev'/>", "").obstacles()).hasSize(1);
        assertThat(parse("<cpu><feature policy='require' name='invtsc'/></cpu>", "")
                        .obstacles())
                .hasSize(1);
        assertThat(parse(
                                "<cpu><feature policy='require' name='invtsc'/></cpu>"
                                        + "<clock><timer name='tsc' frequency='2500000000'/></clock>",
                                "")
                        .obstacles())
                .isEmpty();
    }

    @Test
    void tellsDisksOfTheHostFromThoseElsewhere() {
        DomainDescription web = parse("", """
                <devices>
                  <disk type='file' device='disk'><source file='/images/web.qcow2'/><target dev='vda'/></disk>
                  <disk type='block' device='disk'><source dev='/dev/vg/data'/><target dev='vdb'/></disk>
                  <disk type='network' device='disk'><source protocol='rbd' name='pool/x'/><target dev='vdc'/></disk>
                  <disk type='file' device='disk'><source file='/images/base.img'/><target dev='vdd'/><readonly/></disk>
                  <disk type='file' device='cdrom'><target dev='sda'/></disk>
                </devices>
                """);

        assertThat(web.localDisks()).containsExactly("/images/web.qcow2", "/dev/vg/data");
        assertThat(web.disks()).containsExactly("vda", "vdb", "vdc", "vdd", "sda");
    }

    @Test
    void addsUpWhatInterfacesMayCarryUnlessOneMayCarryAnything() {
        String limited =
                "<interface><bandwidth><inbound average='1000'/><outbound average='500'/></bandwidth></interface>";

        assertThat(parse("", "<devices>" + limited + limited + "</devices>").networkLimitBytesPerSecond())
                .isEqualTo(2 * 1500 * 1024.0);
        assertThat(parse("", "<devices>" + limited + "<interface/></devices>").networkLimitBytesPerSecond())
                .isInfinite();
    }

    @Test
    void keepsTheCpuAsItIsWritten() {
        GuestMachine machine = parse(
                        "<os><type arch='x86_64' machine='pc'>hvm</type></os>"
                                + "<cpu mode='custom'><model fallback='forbid'>qemu64</model></cpu>",
                        "<devices><emulator>/usr/bin/qemu</emulator></devices>")
                .machine();

        assertThat(machine)
                .isEqualTo(new GuestMachine(
                        "kvm",
                        "x86_64",
                        "pc",
                        "/usr/bin/qemu",
                        "<cpu mode=\"custom\"><model fallback=\"forbid\">qemu64</model></cpu>"));
    }

    @Test
    void refusesWhatIsNoDescription() {
        assertThatThrownBy(() -> DomainDescription.parse("<domain")).isInstanceOf(MalformedDescriptionException.class);
        assertThatThrownBy(() -> DomainDescription.parse("<network/>"))
                .isInstanceOf(MalformedDescriptionException.class)
                .hasMessageContaining("network");
        assertThatThrownBy(() -> DomainDescription.parse("<domain><uuid>x</uuid></domain>"))
                .isInstanceOf(MalformedDescriptionException.class);
    }

    @Test
    void neverReadsAnythingButTheTextItIsGiven() {
        String xml = "<!DOCTYPE domain [<!ENTITY secret SYSTEM 'file:///etc/hostname'>]>"
                + "<domain><name>&secret;</name><uuid>" + ID + "</uuid></domain>";

        assertThatThrownBy(() -> DomainDescription.parse(xml)).isInstanceOf(MalformedDescriptionException.class);
    }

    private static DomainDescription parse(String before, String after) {
        return DomainDescription.parse(
                "<domain type='kvm'><name>web</name><uuid>" + ID + "</uuid>" + before + after + "</domain>");
    }

    /** Whoever may write metadata may write more than a number can hold. */
    @Test
    void whatNoHostHasIsMuchAndNeverLessThanNothing() {
        DomainDescription huge = parse(
                "<memoryBacking><hugepages><page size='999999999999999999' unit='TiB' nodeset='0'/>"
                        + "<page size='2' unit='MiB'/></hugepages></memoryBacking>"
                        + "<cpu><numa><cell id='0' memory='999999999999999999' unit='TiB'/></numa></cpu>",
                "<memory unit='TiB'>999999999999999999</memory><vcpu>4294967297</vcpu>");

        assertThat(huge.maxMemoryBytes()).isEqualTo(256L << 40);
        assertThat(huge.vcpus()).isEqualTo(1 << 16);
        assertThat(huge.hugepages().bytes()).isNotNegative();
    }

    /** Metadata is written by whoever may, and what reads or writes it calls itself for each element. */
    @Test
    void elementsWithinThousandsOfOthersAreRefused() {
        String nested = "<a>".repeat(20_000) + "</a>".repeat(20_000);
        String images = "<backingStore>".repeat(500) + "</backingStore>".repeat(500);

        assertThatThrownBy(() -> parse("", "<devices><filesystem>" + nested + "</filesystem></devices>"))
                .isInstanceOf(MalformedDescriptionException.class);
        assertThat(parse("", "<devices><disk>" + images + "</disk></devices>").name())
                .isEqualTo("web");
    }
}
