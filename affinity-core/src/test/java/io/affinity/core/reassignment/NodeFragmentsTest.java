// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeFragmentsTest {

    private static final int NODES = 2;
    private static final int UNIT = 16;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @Test
    void whatIsLeftBeyondWholeUnitsIsCountedOnEachNode() {
        // 40 and 20 are free; a VM of 8 takes the second node, of which 12 are left over, and no whole unit lacks a
        // part on the first but 8.
        NodeColumns columns =
                new NodeColumns(NODES, 1, List.of(40L, 20L, 16L, 16L), List.of(8L), List.of(1), List.of(0b10));
        HostTerm term = NodeFragments.of(columns, 0, UNIT, 1, new int[] {0}).begin(new int[] {0});

        assertThat(term.cost(0)).isEqualTo(8 + 12);
        assertThat(term.cost(1)).isZero();
        assertThat(term.costWith(1, 0, HostTerm.NOBODY)).isEqualTo(8);
        assertThat(term.costWith(0, HostTerm.NOBODY, 0)).isEqualTo(8 + 4);
    }

    @Test
    void aHostHasRoomOnlyIfEnoughOfItsNodesHave() {
        NodeColumns columns = new NodeColumns(
                NODES, 1, List.of(16L, 16L, 16L, 7L), List.of(8L, 4L), List.of(2, 1), List.of(0b11, 0b01));
        HostTerm term = NodeFragments.of(columns, 0, UNIT, 1, new int[] {0, 0}).begin(new int[] {0, 0});

        assertThat(term.costWith(1, 0, HostTerm.NOBODY)).isInfinite();
        assertThat(term.costWith(1, 1, HostTerm.NOBODY)).isEqualTo(7 - 4);
    }

    @Test
    void vmsThatDoNotFitAreNoPlacement() {
        NodeColumns columns = new NodeColumns(1, 1, List.of(8L, 4L), List.of(8L), List.of(1), List.of(1));

        assertThatThrownBy(() ->
                        NodeFragments.of(columns, 0, UNIT, 1, new int[] {0}).begin(new int[] {1}))
                .hasMessageContaining("host 1");
        assertThatThrownBy(() -> new NodeColumns(1, 1, List.of(8L), List.of(8L), List.of(2), List.of(1)))
                .hasMessageContaining("as many nodes");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatStepsAddIsWhatTheTermThenSaysAndTakingThemBackRestoresIt(long seed) {
        Reassignment problem = random(seed);
        SearchPlacement placement = new SearchPlacement(problem);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            int vm = random.nextInt(placement.vms());
            int other = random.nextInt(placement.vms());
            int to = random.nextInt(placement.hosts());
            int from = placement.hostOf(vm);
            boolean isSwap = random.nextBoolean() && placement.hostOf(other) != from;
            double change = isSwap
                    ? placement.swap(vm, other)
                    : to == from ? Double.POSITIVE_INFINITY : placement.shift(vm, to);
            if (change < Double.POSITIVE_INFINITY) {
                double before = cost(placement);
                if (isSwap) {
                    placement.exchange(vm, other, change);
                } else {
                    placement.move(vm, to, change);
                }
                assertThat(cost(placement)).isCloseTo(before + change, within(1e-9));
                if (!isSwap && random.nextBoolean()) {
                    placement.move(vm, from, -change);
                    assertThat(cost(placement)).isCloseTo(before, within(1e-9));
                }
            }
        }
        // Made afresh, each host's nodes are chosen at once, which is no worse than one after the other.
        assertThat(problem.cost(placement.hostIndexByVm())).isLessThanOrEqualTo(cost(placement) + 1e-9);
    }

    private static double cost(SearchPlacement placement) {
        return IntStream.range(0, placement.hosts())
                .mapToDouble(host -> placement.term(0).cost(host))
                .sum();
    }

    private static Reassignment random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int hosts = 2 + random.nextInt(5);
        int vms = 3 + random.nextInt(12);
        Long[] capacity = new Long[hosts * NODES];
        Arrays.setAll(capacity, i -> (long) random.nextInt(8, 48));
        List<Integer> hostByVm = new ArrayList<>();
        List<Long> need = new ArrayList<>();
        List<Integer> width = new ArrayList<>();
        List<Integer> nodes = new ArrayList<>();
        for (int vm = 0; vm < vms; vm++) {
            int host = random.nextInt(hosts);
            int bits = 1 + random.nextInt((1 << NODES) - 1);
            long each = 1 << random.nextInt(4);
            hostByVm.add(host);
            need.add(each);
            width.add(Integer.bitCount(bits));
            nodes.add(bits);
            for (int node = 0; node < NODES; node++) {
                capacity[host * NODES + node] += (bits >> node & 1) * each;
            }
        }
        int[] initial = hostByVm.stream().mapToInt(Integer::intValue).toArray();
        NodeColumns columns = new NodeColumns(NODES, 1, List.of(capacity), need, width, nodes);
        LoadColumns unlimited = LoadColumns.of(new long[vms], new long[hosts], new boolean[1]);
        return Reassignment.builder(unlimited, hostByVm)
                .hostTerm(NodeFragments.of(columns, 0, UNIT, 1, initial))
                .build();
    }
}
