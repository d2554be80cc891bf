// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackedLoadsTest {

    private static final double NONE = Double.NaN;

    @Test
    void theCapacityIsWhatNineTenthsOfTheHistoryStayBelowAndNothingLaterIsKnown() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 500, 500};
        PackedLoads loads = new PackedLoads(demand(values), List.of(new int[] {0}), 10, 100);

        assertThat(loads.capacity(0)).isEqualTo(10);
    }

    @Test
    void inAGapAVmDoesWhatItDidLast() {
        double[] one = {NONE, 2, NONE, 4};
        double[] other = {10, NONE, NONE, 40};
        PackedLoads loads = new PackedLoads(demand(one, other), List.of(new int[] {0, 1}), 2, 100);

        assertThat(loads.until(new int[] {0, 1}, 2, 3)).containsExactly(10, 12, 12, 44);
        assertThat(loads.until(new int[] {1, 0}, 1, 2)).containsExactly(10, 10, 10);
    }

    @Test
    void noMoreThanTheWindowIsLookedAt() {
        PackedLoads loads = new PackedLoads(demand(new double[] {1, 2, 3, 4}), List.of(new int[] {0}), 2, 2);

        assertThat(loads.until(new int[] {0}, 1, 2)).containsExactly(2, 3);
    }

    private static ReplayedDemand demand(double[]... values) {
        List<Vm> vms = IntStream.range(0, values.length)
                .mapToObj(vm -> ReplayedDemand.vm("vm-" + vm, Resource.CPU, 1))
                .toList();
        return new ReplayedDemand("test", Resource.CPU, vms, Instant.EPOCH, Duration.ofMinutes(5), values);
    }
}
