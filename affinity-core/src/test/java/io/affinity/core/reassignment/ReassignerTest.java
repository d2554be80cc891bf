// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReassignerTest {

    private static final SearchProgress SHORT = SearchProgress.ofProposals(200_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsABetterPlacementThatBreaksNothing(long seed) {
        Reassignment problem = RandomReassignment.of(seed);
        int[] initial = problem.initialHosts();

        int[] found = Reassigner.search(problem, seed, 2, 2, SHORT, SearchListener.NOBODY);

        assertThat(problem.cost(found)).isLessThanOrEqualTo(problem.cost(initial));
        assertThat(Counted.excess(problem, found)).isZero();
        assertThat(Counted.isAnyWorse(Counted.hardAmounts(problem, initial), Counted.hardAmounts(problem, found)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsTheSameEachTime(long seed) {
        Reassignment problem = RandomReassignment.of(seed);

        assertThat(Reassigner.search(problem, 7, 2, 2, SHORT, SearchListener.NOBODY))
                .isEqualTo(Reassigner.search(problem, 7, 2, 2, SHORT, SearchListener.NOBODY));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsTheSameOnAnyNumberOfThreads(long seed) {
        Reassignment problem = RandomReassignment.of(seed);
        int[] onOne = Reassigner.search(problem, 7, 3, 1, SHORT, SearchListener.NOBODY);

        assertThat(Reassigner.search(problem, 7, 3, 2, SHORT, SearchListener.NOBODY))
                .isEqualTo(onOne);
        assertThat(Reassigner.search(problem, 7, 3, 8, SHORT, SearchListener.NOBODY))
                .isEqualTo(onOne);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void largeVmsChangePlacesForWhichOthersHaveToLeave(int searches) {
        Reassignment problem = twoLargeVmsOnEachOthersHosts();

        int[] found = Reassigner.search(problem, 1, searches, 1, SHORT, SearchListener.NOBODY);

        assertThat(problem.cost(found)).isLessThan(problem.cost(problem.initialHosts()) / 10);
        assertThat(Counted.excess(problem, found)).isZero();
    }

    @Test
    void eachShapeHasAStrategyOfItsOwn() {
        long[] need = {80, 60, 9, 8, 7, 6, 5, 5};
        long[] small = {9, 9, 9, 8, 7, 6, 5, 5};

        assertThat(rearrangingOf(small, true).share()).isZero();
        assertThat(rearrangingOf(need, false)).isEqualTo(Rearranging.SELDOM);
        assertThat(rearrangingOf(need, true)).isEqualTo(Rearranging.OFTEN);
    }

    private static Rearranging rearrangingOf(long[] need, boolean isTransient) {
        LoadColumns columns = LoadColumns.of(need, new long[] {85, 105}, new boolean[] {isTransient});
        Reassignment problem = Reassignment.builder(columns, List.of(0, 1, 1, 1, 1, 1, 1, 1))
                .moveCosts((vm, host) -> 1)
                .build();
        return Strategy.ofSearch(1, new SearchPlacement(problem), VmSizes.of(columns))
                .rearranging();
    }

    @Test
    void aVmThatHasToLeaveIsOfferedAsManyHostsAsAllowed() {
        // The one on the second host does not fit where the first one came from, and only the last of forty hosts has
        // room for it.
        long[] need = new long[39];
        Arrays.fill(need, 60);
        need[1] = 70;
        long[] capacity = new long[40];
        Arrays.fill(capacity, 100);
        capacity[0] = 65;
        Reassignment problem = Reassignment.builder(
                        LoadColumns.of(need, capacity, new boolean[1]),
                        IntStream.range(0, need.length).boxed().toList())
                .build();

        assertThat(ejectionsThatSucceed(problem, 1)).isLessThan(5);
        assertThat(ejectionsThatSucceed(problem, 200)).isGreaterThan(15);
    }

    private static long ejectionsThatSucceed(Reassignment problem, int thirdHosts) {
        return LongStream.range(0, 20)
                .filter(seed -> {
                    SearchPlacement placement = new SearchPlacement(problem);
                    Ejection ejection = new Ejection(placement, VmSizes.NONE, new SplittableRandom(seed), vm -> true);
                    double change = ejection.carryOut(0, 1, Double.POSITIVE_INFINITY, false, thirdHosts);
                    return change < Double.POSITIVE_INFINITY;
                })
                .count();
    }

    /** The larger one is above the threshold of its host, and the other host has room for it only if all others of that leave. */
    private static Reassignment twoLargeVmsOnEachOthersHosts() {
        long[] need = {80, 60, 9, 8, 7, 6, 5, 5};
        long[] capacity = {85, 105};
        return Reassignment.builder(LoadColumns.of(need, capacity, new boolean[1]), List.of(0, 1, 1, 1, 1, 1, 1, 1))
                .loadCost(new LoadAboveThreshold(new long[] {1000}, new long[] {78, 105}))
                .moveCosts((vm, host) -> 1)
                .build();
    }

    @Test
    void aSearchThatThrowsEndsAllOfThemAndIsRepeated() {
        Reassignment problem = RandomReassignment.of(1);
        SearchProgress endless = proposals -> 0;
        SearchProgress broken = proposals -> {
            if (proposals > 10_000) {
                throw new IllegalArgumentException("no more paper");
            }
            return endless.share(proposals);
        };

        assertThatThrownBy(() -> Reassigner.search(problem, 1, 3, 2, broken, SearchListener.NOBODY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("A search failed: ")
                .hasMessageContaining("no more paper");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void stopIsHeardByAllSearches(int threads) {
        Reassignment problem = RandomReassignment.of(2);
        AtomicLong asked = new AtomicLong();
        SearchProgress stopped = proposals -> asked.incrementAndGet() > 50 ? 1 : 0;

        int[] found = Reassigner.search(problem, 1, 3, threads, stopped, SearchListener.NOBODY);

        assertThat(problem.cost(found)).isLessThanOrEqualTo(problem.cost(problem.initialHosts()));
        assertThat(asked).hasValueLessThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void searchesTakeTurnsWhereTimeIsCommonAndThreadsAreFew(int threads) {
        int searches = 3;
        double[] starts = new double[searches];
        for (int number = 0; number < searches; number++) {
            Leg leg = Leg.ofCommon(0.2, 0.5, number, searches, Math.min(searches, threads));
            assertThat(leg.share(leg.start())).isCloseTo(0.2, within(1e-9));
            assertThat(leg.share(leg.end())).isGreaterThanOrEqualTo(0.5 - 1e-12);
            starts[number] = leg.start();
        }

        assertThat(starts).isSorted();
        assertThat(Arrays.stream(starts).distinct().count()).isEqualTo(threads == 1 ? 3 : threads == 2 ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsTheBestOfAllPlacementsWhereTheyCanBeCounted(long seed) {
        Reassignment problem = fewVms(seed);
        int[] hosts = new int[problem.initial().size()];

        double best = bestOfAll(problem, hosts, 0, Counted.hardAmounts(problem, problem.initialHosts()));

        int[] found = Reassigner.search(problem, seed, 1, 1, SHORT, SearchListener.NOBODY);
        assertThat(problem.cost(found)).isEqualTo(best);
    }

    /** Each VM gains another amount by leaving its host, and ten of forty may. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLimitOfMigrationsIsUsedByThoseThatGainMost(long seed) {
        int vms = 40;
        int limit = 10;
        int[] initial = IntStream.range(0, vms).map(vm -> vm % 4).toArray();
        long[] need = LongStream.generate(() -> 1).limit(vms).toArray();
        Reassignment.Builder builder = Reassignment.builder(
                        LoadColumns.of(need, new long[] {40, 40, 40, 40}, new boolean[1]),
                        Arrays.stream(initial).boxed().toList())
                .hard(MovesOfVms.of(IntStream.range(0, vms).toArray(), initial, limit), 1);
        for (int vm = 0; vm < vms; vm++) {
            BitSet home = new BitSet();
            home.set(initial[vm]);
            builder.soft(HostsForbidden.of(new int[] {vm}, home), 1 + vm);
        }
        Reassignment problem = builder.build();

        int[] found = Reassigner.search(problem, seed, 2, 2, SHORT, SearchListener.NOBODY);

        assertThat(IntStream.range(0, vms).filter(vm -> found[vm] != initial[vm]))
                .containsExactly(30, 31, 32, 33, 34, 35, 36, 37, 38, 39);
    }

    @Test
    void staysWhereThereIsNothingToChoose() {
        Reassignment one = Reassignment.builder(
                        LoadColumns.of(new long[] {1, 2}, new long[] {10}, new boolean[1]), List.of(0, 0))
                .build();

        assertThat(Reassigner.search(one, 1, 2, 2, SHORT, SearchListener.NOBODY))
                .containsExactly(0, 0);
    }

    @Test
    void saysWhatIsWrongWithAProblem() {
        LoadColumns columns = LoadColumns.of(new long[] {1, 2}, new long[] {10}, new boolean[1]);

        assertThatThrownBy(() -> Reassignment.builder(columns, List.of(0)).build())
                .hasMessage("The number of VMs that have a host (1) must be that of VMs with needs (2).");
        assertThatThrownBy(() -> Reassignment.builder(columns, List.of(0, 1)).build())
                .hasMessage("The host (1) must be one of the 1 that there are.");
        assertThatThrownBy(() -> Reassigner.search(RandomReassignment.of(1), 1, 0, 1, SHORT, SearchListener.NOBODY))
                .hasMessage("The number of searches (0) must be at least 1.");
        assertThatThrownBy(() -> Reassigner.search(RandomReassignment.of(1), 1, 1, 0, SHORT, SearchListener.NOBODY))
                .hasMessage("The number of threads (0) must be at least 1.");
        assertThatThrownBy(() -> LoadColumns.of(new long[] {-1}, new long[] {10}, new boolean[1]))
                .hasMessage("None of the needs may be negative (-1).");
    }

    /** The first six VMs of a problem, on three hosts, without rules but one. */
    private static Reassignment fewVms(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] need = random.longs(6, 10, 100).toArray();
        long[] capacity = {250, 250, 250};
        List<Integer> initial = List.of(0, 0, 1, 1, 2, 2);
        return Reassignment.builder(LoadColumns.of(need, capacity, new boolean[1]), initial)
                .loadCost(new LoadAboveThreshold(new long[] {3}, new long[] {90, 120, 60}))
                .moveCosts((vm, host) -> 20)
                .hard(MostInDomain.of(new int[] {0, 3}, new int[] {0, 1, 2}, 3, 1), 100)
                .build();
    }

    private static double bestOfAll(Reassignment problem, int[] hosts, int vm, double[] broken) {
        if (vm == hosts.length) {
            boolean isLegal = Counted.excess(problem, hosts) == 0
                    && !Counted.isAnyWorse(broken, Counted.hardAmounts(problem, hosts));
            return isLegal ? problem.cost(hosts) : Double.POSITIVE_INFINITY;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int host = 0; host < problem.columns().hosts(); host++) {
            hosts[vm] = host;
            best = Math.min(best, bestOfAll(problem, hosts, vm + 1, broken));
        }
        return best;
    }
}
