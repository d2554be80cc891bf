// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Verdict;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.HostCapabilities;
import io.affinity.libvirt.inventory.MalformedDescriptionException;
import io.affinity.libvirt.inventory.NumaCell;
import io.affinity.libvirt.inventory.PooledDisk;
import io.affinity.libvirt.inventory.StoragePoolDescription;
import io.affinity.libvirt.inventory.WritableDisk;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The XML of libvirt's daemons, in which names and metadata are what tenants wrote. */
final class LibvirtSubjects {

    private static final String DOMAIN = """
            <domain type='kvm' id='3'>
              <name>web</name>
              <uuid>46c2ce03-3183-4a27-8d82-00174e7f888b</uuid>
              <metadata>
                <a:vm xmlns:a='https://affinity.io/ns/domain/1' tenant='acme' priority='gold' weight='7.5'>
                  <a:affinity name='app' level='zone'/>
                  <a:anti-affinity name='web' level='rack' strength='soft' weight='2' scope='final'/>
                  <a:proximity name='db' max-distance='1'/>
                  <a:max-per-domain name='web' max-vms='2'/>
                  <a:allowed-hosts hosts='h1 h2'/>
                  <a:budget migrations='2' window='PT6H'/>
                </a:vm>
              </metadata>
              <memory unit='TiB'>1</memory>
              <currentMemory unit='KiB'>4194304</currentMemory>
              <memoryBacking><hugepages><page size='2048' unit='KiB' nodeset='0'/></hugepages></memoryBacking>
              <vcpu placement='static' cpuset='0-3,^2'>4</vcpu>
              <cputune><period>100000</period><quota>50000</quota><vcpupin vcpu='0' cpuset='1-4,^2'/></cputune>
              <numatune><memory mode='strict' nodeset='0-1'/></numatune>
              <os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type></os>
              <cpu mode='custom' match='exact'><model fallback='forbid'>EPYC-Rome</model>
                <numa><cell id='0' cpus='0-3' memory='4194304' unit='KiB'/></numa></cpu>
              <devices>
                <disk type='file' device='disk'><source file='/images/web.qcow2'/><target dev='vda'/></disk>
                <disk type='volume' device='disk'><source pool='fast' volume='data'/><target dev='vdb'/></disk>
                <interface type='bridge'><source bridge='br0'/><target dev='vnet0'/>
                  <bandwidth><inbound average='1000'/><outbound average='128'/></bandwidth></interface>
                <hostdev mode='subsystem' type='pci'><source><address domain='0x0000' bus='0x3b'/></source></hostdev>
                <tpm><backend type='passthrough'/></tpm>
              </devices>
            </domain>
            """;

    private static final String CAPABILITIES = """
            <capabilities>
              <host>
                <uuid>46c2ce03-3183-4a27-8d82-00174e7f888b</uuid>
                <cpu>
                  <arch>x86_64</arch><model>EPYC</model><vendor>AMD</vendor>
                  <signature family='23' model='49' stepping='0'/>
                  <feature name='avx2'/><pages unit='KiB' size='4'/><pages unit='KiB' size='2048'/>
                </cpu>
                <topology><cells num='2'>
                  <cell id='0'>
                    <memory unit='KiB'>2048</memory>
                    <pages unit='KiB' size='4'>500</pages>
                    <pages unit='KiB' size='2048'>7</pages>
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
            """;

    private static final String GUESTS = """
            <domainCapabilities><cpu>
              <mode name='host-model'><model usable='yes'>Ignored</model></mode>
              <mode name='custom' supported='yes'>
                <model usable='yes'>qemu64</model><model usable='no'>EPYC-Milan</model>
              </mode>
            </cpu></domainCapabilities>
            """;

    private static final String POOL = """
            <pool type='logical'><name>fast</name><source><name>vg0</name></source>
              <target><path>/dev/vg0</path></target></pool>
            """;

    private LibvirtSubjects() {}

    static Map<String, Supplier<Subject>> all() {
        Map<String, Supplier<Subject>> subjects = new LinkedHashMap<>();
        add(subjects, "domain", DOMAIN, LibvirtSubjects::readDomain);
        add(subjects, "capabilities", CAPABILITIES, LibvirtSubjects::readCapabilities);
        add(subjects, "guests", GUESTS, xml -> HostCapabilities.guestCpus("kvm", xml));
        add(subjects, "pool", POOL, xml -> StoragePoolDescription.parse(xml).holdsOwnDevices());
        return subjects;
    }

    private static void add(
            Map<String, Supplier<Subject>> subjects, String kind, String seed, Consumer<String> reader) {
        String name = "libvirt-" + kind;
        byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
        subjects.put(
                name,
                () -> new Subject(name, Form.TEXT, List.of(bytes), input -> {
                    try {
                        reader.accept(new String(input, StandardCharsets.UTF_8));
                        return Verdict.ACCEPTED;
                    } catch (MalformedDescriptionException e) {
                        return Verdict.REFUSED;
                    }
                }));
    }

    private static void readDomain(String xml) {
        DomainDescription domain = DomainDescription.parse(xml);
        WritableDisk.of(xml);
        PooledDisk.of(xml);
        require(domain.vcpus() >= 0, "number of vCPUs", domain.vcpus());
        require(domain.maxMemoryBytes() >= 0, "memory", domain.maxMemoryBytes());
        require(domain.cpuLimitCores() >= 0, "limit of CPU time", domain.cpuLimitCores());
        require(
                domain.hugepages().bytes() >= 0,
                "memory in huge pages",
                domain.hugepages().bytes());
    }

    private static void readCapabilities(String xml) {
        HostCapabilities host = HostCapabilities.parse(xml);
        require(host.defaultHugepageBytes() >= 0, "size of huge pages", host.defaultHugepageBytes());
        for (NumaCell cell : host.cells()) {
            require(cell.id() >= 0, "number of a cell", cell.id());
            require(cell.memoryBytes() >= 0, "memory of a cell", cell.memoryBytes());
            cell.cpus().forEach(cpu -> require(cpu >= 0, "number of a CPU", cpu));
            cell.hugepagesByBytes().forEach((bytes, pages) -> {
                require(bytes >= 0, "size of huge pages", bytes);
                require(pages >= 0, "number of huge pages", pages);
            });
        }
    }

    private static void require(boolean isLegal, String what, double value) {
        if (!isLegal) {
            throw new IllegalStateException("The " + what + " (" + value + ") must not be negative.");
        }
    }
}
