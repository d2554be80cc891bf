// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.DomainState;
import io.affinity.libvirt.binding.StoragePool;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoomCheckTest {

    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final UUID WEB = new UUID(0, 7);
    private static final Migration MIGRATION = new Migration(new VmId("web"), new HostId("h1"), new HostId("h2"));
    private static final String HUGE = "<memoryBacking><hugepages/></memoryBacking>";

    @Test
    void aVmOfOrdinaryMemoryNeedsIt() {
        assertThat(refusals("", room(GIB, Map.of()))).isEmpty();
        assertThat(refusals("", room(-1, Map.of()))).isEmpty();
        assertThat(refusals("", room(GIB - 1, Map.of())))
                .containsExactly("h2 has 1073741823 bytes of memory left; the VM needs 1073741824.");
    }

    @Test
    void aVmOfHugepagesNeedsThemInsteadOfOrdinaryMemory() {
        assertThat(refusals(HUGE, room(0, Map.of(2 * MIB, 512L)))).isEmpty();
        assertThat(refusals(HUGE, room(8 * GIB, Map.of(2 * MIB, 511L))))
                .containsExactly("h2 has 511 free huge pages of 2097152 bytes; the VM needs 512.");
        assertThat(refusals(
                        "<memoryBacking><hugepages><page size='1' unit='GiB'/></hugepages></memoryBacking>",
                        room(8 * GIB, Map.of(GIB, 0L))))
                .containsExactly("h2 has 0 free huge pages of 1073741824 bytes; the VM needs 1.");
    }

    @Test
    void aHostThatDoesNotTellOfItsFreeHugepagesIsLeftToItself() {
        assertThat(refusals(HUGE, room(0, Map.of()))).isEmpty();
    }

    @Test
    void aVmThatIsPartlyOfHugepagesNeedsOrdinaryMemoryForTheRest() {
        String half = "<memoryBacking><hugepages><page size='2048' nodeset='0'/></hugepages></memoryBacking>"
                + "<cpu><numa><cell id='0' memory='512' unit='MiB'/><cell id='1' memory='512' unit='MiB'/></numa></cpu>";

        assertThat(refusals(half, room(512 * MIB, Map.of(2 * MIB, 256L)))).isEmpty();
        assertThat(refusals(half, room(512 * MIB - 1, Map.of(2 * MIB, 255L))))
                .containsExactly(
                        "h2 has 536870911 bytes of memory left; the VM needs 536870912.",
                        "h2 has 255 free huge pages of 2097152 bytes; the VM needs 256.");
    }

    @Test
    void aMachineTypeOrPageSizeThatOnlyTheSourceHasIsMissed() {
        String needs = "<os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type></os>" + HUGE;

        assertThat(sentences(RoomCheck.refusals(
                        MIGRATION,
                        guest(needs, host("machine:pc-q35-7.2", "arch:x86_64", "hugepages:default")),
                        new Room(host("arch:x86_64"), null, 8 * GIB, Map.of(), false, Map.of()))))
                .containsExactly("h2 lacks what the VM needs: hugepages:default, machine:pc-q35-7.2.");
    }

    @Test
    void whatHostsAreMadeOfIsJudged() {
        HostFacts older = new HostFacts("h", "", "QEMU", 7_000_000, 2 * MIB, "", "", 2, GIB, List.of(), Set.of());

        assertThat(refusals("", new Room(older, null, GIB, Map.of(), false, Map.of())))
                .containsExactly("h2 runs QEMU 7.0.0, which is older than the 7.2.0 of h1.");
    }

    @Test
    void aDeviceIsNotTakenForAnotherOfTheSameName() {
        String device = "<devices><disk type='block'><source dev='/dev/vg/web'/><target dev='vdb'/></disk></devices>";

        assertThat(ofSource(device, MigratorSettings.DEFAULT))
                .containsExactly(
                        "Disk vdb is the device /dev/vg/web of h1, and whether h2 means the same by it nobody can"
                                + " tell: name its folder as a shared path if so.");
        assertThat(ofSource(
                        device,
                        MigratorSettings.builder()
                                .sharedPaths(List.of("/dev/vg"))
                                .build()))
                .isEmpty();
        assertThat(ofSource(
                        device,
                        MigratorSettings.builder().diskCopy(DiskCopy.FULL).build()))
                .isEmpty();
        assertThat(ofSource(device.replace("</disk>", "<shareable/></disk>"), MigratorSettings.DEFAULT))
                .isEmpty();
        assertThat(ofSource(device.replace("'block'", "'file'").replace("dev='/", "file='/"), MigratorSettings.DEFAULT))
                .isEmpty();
    }

    @Test
    void aVolumeNeedsItsPoolOnTheTarget() {
        assertThat(ofPool(MigratorSettings.DEFAULT, new StoragePool(true, pool("dir"))))
                .isEmpty();
        assertThat(ofPool(MigratorSettings.DEFAULT, null))
                .containsExactly("h2 has no storage pool fast, which disk vdc is in.");
        assertThat(ofPool(MigratorSettings.DEFAULT, new StoragePool(false, pool("dir"))))
                .containsExactly("The storage pool fast, which disk vdc is in, is not active on h2.");
    }

    @Test
    void aPoolOfDevicesIsNotTakenForAnotherOfTheSameName() {
        StoragePool group = new StoragePool(true, pool("logical"));

        assertThat(ofPool(MigratorSettings.DEFAULT, group))
                .singleElement()
                .satisfies(
                        reason -> assertThat(reason).startsWith("Disk vdc is a device in the storage pool fast of h1"));
        assertThat(ofPool(
                        MigratorSettings.builder()
                                .sharedPaths(List.of("/dev/fast"))
                                .build(),
                        group))
                .isEmpty();
        assertThat(ofPool(MigratorSettings.builder().diskCopy(DiskCopy.FULL).build(), group))
                .isEmpty();
        assertThat(ofPool(MigratorSettings.DEFAULT, new StoragePool(true, pool("rbd"))))
                .isEmpty();
    }

    @Test
    void aHostThatDoesNotTellOfItsPoolsIsLeftToItself() {
        assertThat(volumes(MigratorSettings.DEFAULT).ofTarget(MIGRATION, Map.of()))
                .isEmpty();
    }

    private static List<String> refusals(String content, Room room) {
        return sentences(RoomCheck.refusals(MIGRATION, guest(content, host()), room));
    }

    private static List<String> sentences(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::detail).toList();
    }

    @Test
    void whatMayBeOtherwiseTomorrowIsWorthAnotherTry() {
        assertThat(RoomCheck.refusals(MIGRATION, guest(HUGE, host()), room(GIB, Map.of(2 * MIB, 0L))))
                .extracting(Refusal::cause)
                .containsExactly(FailureCause.NO_ROOM)
                .allMatch(FailureCause::isRetryable);
        HostFacts older = new HostFacts("h", "", "QEMU", 7_000_000, 2 * MIB, "", "", 2, GIB, List.of(), Set.of());
        assertThat(RoomCheck.refusals(
                        MIGRATION, guest("", host()), new Room(older, null, GIB, Map.of(), false, Map.of())))
                .extracting(Refusal::cause)
                .containsExactly(FailureCause.INCOMPATIBLE_HOST)
                .noneMatch(FailureCause::isRetryable);
    }

    private static Guest guest(String content, HostFacts source) {
        String xml = domain("<memory unit='GiB'>1</memory>" + content);
        return new Guest(
                new DomainKey(WEB, "web", 1),
                new DomainState(1, 1),
                DomainDescription.parse(xml),
                GIB,
                false,
                false,
                DiskNeeds.of(xml, MigratorSettings.DEFAULT),
                source);
    }

    private static String domain(String content) {
        return "<domain type='kvm'><name>web</name><uuid>" + WEB + "</uuid>" + content + "</domain>";
    }

    private static HostFacts host(String... features) {
        return new HostFacts("h", "", "QEMU", 7_002_000, 2 * MIB, "", "", 2, GIB, List.of(), Set.of(features));
    }

    private static Room room(long memory, Map<Long, Long> freePages) {
        return new Room(host(), null, memory, freePages, false, Map.of());
    }

    private static List<String> ofSource(String content, MigratorSettings settings) {
        return sentences(DiskNeeds.of(domain(content), settings).ofSource(MIGRATION));
    }

    private static DiskNeeds volumes(MigratorSettings settings) {
        return DiskNeeds.of(
                domain(
                        "<devices><disk type='volume'><source pool='fast' volume='web'/><target dev='vdc'/></disk></devices>"),
                settings);
    }

    private static List<String> ofPool(MigratorSettings settings, @Nullable StoragePool pool) {
        Map<String, @Nullable StoragePool> pools = new LinkedHashMap<>();
        pools.put("fast", pool);
        return sentences(volumes(settings).ofTarget(MIGRATION, pools));
    }

    private static String pool(String type) {
        return "<pool type='" + type + "'><name>fast</name><target><path>/dev/fast</path></target></pool>";
    }
}
