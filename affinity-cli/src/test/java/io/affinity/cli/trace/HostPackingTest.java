// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.Host;
import io.affinity.spi.model.Vm;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostPackingTest {

    private static final Host HOST = Host.of("h", 16, 100);

    private static List<Vm> vms(double... memory) {
        return IntStream.range(0, memory.length)
                .mapToObj(v -> Vm.of("vm-" + v, 1, memory[v]))
                .toList();
    }

    @Test
    void theFirstThatFitsIsTakenWhenPacked() {
        assertThat(new HostPacking(vms(60, 60, 40, 40), HOST).firstFit()).containsExactly(0, 1, 0, 1);
    }

    @Test
    void theOneThatPromisedLeastIsTakenWhenSpread() {
        assertThat(new HostPacking(vms(10, 20, 30, 5, 5), HOST).spread(3)).containsExactly(0, 1, 2, 0, 0);
    }

    @Test
    void whereOnlyTightPackingFitsNothingIsSpread() {
        List<Vm> vms = vms(40, 40, 60, 60);
        assertThat(new HostPacking(vms, HOST).firstFit()).containsExactly(0, 0, 1, 2);
        assertThat(new HostPacking(vms(20, 20, 20, 70, 70), HOST).spread(2)).isEmpty();
    }
}
