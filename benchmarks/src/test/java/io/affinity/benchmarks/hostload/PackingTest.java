// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackingTest {

    @Test
    void neighborsShareAHostAndARestIsLeftOut() {
        List<int[]> hosts = Packing.named("neighbors").hosts(20, 1);

        assertThat(hosts).hasSize(2);
        assertThat(hosts.get(1)).containsExactly(9, 10, 11, 12, 13, 14, 15, 16, 17);
    }

    @Test
    void atRandomAHostHasSixToTwelveVmsAndNoVmIsThereTwice() {
        List<int[]> hosts = Packing.named("random").hosts(200, 3);

        assertThat(hosts).allSatisfy(host -> assertThat(host.length).isBetween(6, 12));
        int[] all = hosts.stream().flatMapToInt(Arrays::stream).toArray();
        assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThan(194);
        assertThat(all[0]).isEqualTo(Packing.RANDOM.hosts(200, 3).get(0)[0]);
    }

    @Test
    void aHostNeedsItsVms() {
        assertThatThrownBy(() -> Packing.NEIGHBORS.hosts(8, 1)).hasMessageContaining("(8) must be at least 9");
        assertThatThrownBy(() -> Packing.RANDOM.hosts(5, 1)).hasMessageContaining("(5) must be at least 6");
    }
}
