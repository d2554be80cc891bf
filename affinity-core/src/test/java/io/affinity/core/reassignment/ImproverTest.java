// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImproverTest {

    private static final double NEVER_ENOUGH = Double.NEGATIVE_INFINITY;
    private static final SearchProgress LONG = SearchProgress.ofProposals(300_000);
    private static final SearchProgress SHORT = SearchProgress.ofProposals(2_560);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsABetterPlacementThatBreaksNothingAndTellsWhatItCosts(long seed) {
        Reassignment problem = RandomReassignment.of(seed);
        int[] initial = problem.initialHosts();

        SearchPlacement found = refined(problem, seed, 2, NEVER_ENOUGH, LONG);

        int[] hosts = found.hostIndexByVm();
        assertThat(problem.cost(hosts)).isLessThanOrEqualTo(problem.cost(initial));
        assertThat(found.cost()).isCloseTo(problem.cost(hosts), within(1e-6));
        assertThat(Counted.excess(problem, hosts)).isZero();
        assertThat(Counted.isAnyWorse(Counted.hardAmounts(problem, initial), Counted.hardAmounts(problem, hosts)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsTheSameOnAnyNumberOfThreads(long seed) {
        Reassignment problem = RandomReassignment.of(seed);

        int[] onOne = refined(problem, 7, 1, NEVER_ENOUGH, LONG).hostIndexByVm();

        assertThat(refined(problem, 7, 2, NEVER_ENOUGH, LONG).hostIndexByVm()).isEqualTo(onOne);
        assertThat(refined(problem, 7, 8, NEVER_ENOUGH, LONG).hostIndexByVm()).isEqualTo(onOne);
    }

    /** Which search comes first to a cost that is enough is no matter of the clock. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void endsWithEnoughAtTheSamePlacementOnAnyNumberOfThreads(long seed) {
        Reassignment problem = RandomReassignment.of(seed);
        double enough = refined(problem, 7, 2, NEVER_ENOUGH, LONG).cost();

        SearchPlacement onOne = refined(problem, 7, 1, enough, LONG);

        assertThat(onOne.cost()).isLessThanOrEqualTo(enough);
        IntStream.range(0, 5)
                .forEach(
                        again -> assertThat(refined(problem, 7, 2, enough, LONG).hostIndexByVm())
                                .isEqualTo(onOne.hostIndexByVm()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void onlyALongSearchIsWorthOneBesideIt(long seed) {
        Reassignment problem = RandomReassignment.of(seed);

        assertThat(threadsOf(problem, SHORT)).containsExactly(Thread.currentThread());
        assertThat(threadsOf(problem, LONG)).hasSize(3);
    }

    private static Set<Thread> threadsOf(Reassignment problem, SearchProgress limit) {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        refined(problem, 1, 2, NEVER_ENOUGH, new SearchProgress() {
            @Override
            public double share(long proposals) {
                threads.add(Thread.currentThread());
                return limit.share(proposals);
            }

            @Override
            public boolean isCommon() {
                return false;
            }
        });
        return threads;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anInterruptEndsNothingAndIsKept(long seed) {
        Reassignment problem = RandomReassignment.of(seed);
        int[] expected = refined(problem, seed, 2, NEVER_ENOUGH, LONG).hostIndexByVm();

        Thread.currentThread().interrupt();
        int[] found = refined(problem, seed, 2, NEVER_ENOUGH, LONG).hostIndexByVm();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSearchThatThrowsEndsBothAndIsRepeated(int threads) {
        Thread caller = Thread.currentThread();
        SearchProgress broken = proposals -> {
            if (Thread.currentThread() != caller) {
                throw new IllegalArgumentException("no more paper");
            }
            return LONG.share(proposals);
        };

        assertThatThrownBy(() -> refined(RandomReassignment.of(1), 1, threads, NEVER_ENOUGH, broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no more paper");
    }

    private static SearchPlacement refined(
            Reassignment problem, long seed, int threads, double enough, SearchProgress progress) {
        SearchPlacement placement = new SearchPlacement(problem);
        new Improver(problem, placement, own -> vm -> true, enough, threads)
                .refine(new int[0], new SplittableRandom(seed), progress);
        return placement;
    }
}
