// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HugepageNeedTest {

    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    private static HugepageNeed need(String pages) {
        return need("<memory unit='MiB'>3073</memory>", pages);
    }

    private static HugepageNeed need(String memory, String pages) {
        return HugepageNeed.of(
                Xml.parse("<domain>" + memory + "<memoryBacking>" + pages + "</memoryBacking></domain>"));
    }

    @Test
    void isNothingWithoutHugepages() {
        assertThat(need("<locked/>").bytes()).isZero();
        assertThat(need("<locked/>").features()).isEmpty();
    }

    @Test
    void isAllMemoryInPagesOfTheHostsChoiceWhereNoSizeIsStated() {
        HugepageNeed need = need("<hugepages/>");

        assertThat(need.bytes()).isEqualTo(3073 * MIB);
        assertThat(need.features()).containsExactly("hugepages:default");
        assertThat(need.pagesOn(host(2 * MIB))).isEqualTo(Map.of(2 * MIB, 1537L));
        assertThat(need.pagesOn(host(GIB))).isEqualTo(Map.of(GIB, 4L));
        assertThat(need.pagesOn(host(0))).isEmpty();
    }

    @Test
    void isAllMemoryInPagesOfTheStatedSize() {
        HugepageNeed need = need("<hugepages><page size='1' unit='GiB'/></hugepages>");

        assertThat(need.pagesOn(host(2 * MIB))).isEqualTo(Map.of(GIB, 4L));
        assertThat(need.features()).containsExactly("hugepages:1073741824");
    }

    @Test
    void isThatOfSomeCellsOfTheGuestWhereTheyAreNamed() {
        String memory = "<memory unit='MiB'>3072</memory><cpu><numa><cell id='0' memory='1048576'/>"
                + "<cell id='1' memory='2' unit='GiB'/></numa></cpu>";

        HugepageNeed some = need(memory, "<hugepages><page size='2048' nodeset='1'/></hugepages>");
        assertThat(some.bytes()).isEqualTo(2 * GIB);
        assertThat(some.pagesOn(host(2 * MIB))).isEqualTo(Map.of(2 * MIB, 1024L));

        HugepageNeed both =
                need(memory, "<hugepages><page size='1048576' nodeset='1'/><page size='2048'/></hugepages>");
        assertThat(both.bytesByPageSize()).isEqualTo(Map.of(GIB, 2 * GIB, 2 * MIB, GIB));
    }

    private static HostFacts host(long defaultHugepage) {
        return new HostFacts("h", "", "QEMU", 0, defaultHugepage, "x86_64", "", 2, 1, List.of(), Set.of());
    }
}
