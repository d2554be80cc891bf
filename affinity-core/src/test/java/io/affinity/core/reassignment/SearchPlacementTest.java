// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A million steps of a search, on problems with every kind of cost and rule. */
class SearchPlacementTest {

    private static final int SEEDS = 100;
    private static final int STEPS = 10_000;

    static Stream<Arguments> seeds() {
        return LongStream.range(0, SEEDS).mapToObj(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatStepsAddIsWhatARecountFinds(long seed) {
        Reassignment problem = RandomReassignment.of(seed);
        SearchPlacement placement = new SearchPlacement(problem);
        SplittableRandom random = new SplittableRandom(seed);
        double[] broken = Counted.hardAmounts(problem, placement.hostIndexByVm());
        for (int i = 0; i < STEPS; i++) {
            step(placement, random);
            if (i % 500 == 0) {
                int[] now = placement.hostIndexByVm();
                assertThat(placement.cost()).isCloseTo(problem.cost(now), within(1e-6));
                assertThat(Counted.excess(problem, now))
                        .as("loads above capacity")
                        .isZero();
                assertThat(Counted.isAnyWorse(broken, Counted.hardAmounts(problem, now)))
                        .as("hard rules")
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSwapAddsWhatTwoMovesAdd(long seed) {
        Reassignment problem = RandomReassignment.of(seed);
        SearchPlacement placement = new SearchPlacement(problem);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            int one = random.nextInt(placement.vms());
            int other = random.nextInt(placement.vms());
            if (placement.hostOf(one) != placement.hostOf(other)) {
                double change = placement.swap(one, other);
                int[] swapped = placement.hostIndexByVm();
                swapped[one] = placement.hostOf(other);
                swapped[other] = placement.hostOf(one);
                if (change < Double.POSITIVE_INFINITY) {
                    assertThat(change)
                            .isCloseTo(problem.cost(swapped) - problem.cost(placement.hostIndexByVm()), within(1e-6));
                } else {
                    assertThat(Counted.excess(problem, swapped) > 0
                                    || Counted.isAnyWorse(
                                            Counted.hardAmounts(problem, placement.hostIndexByVm()),
                                            Counted.hardAmounts(problem, swapped)))
                            .as("a swap that is not allowed breaks something")
                            .isTrue();
                }
            }
            step(placement, random);
        }
    }

    /** Any step that is allowed, however much it costs. */
    private static void step(SearchPlacement placement, SplittableRandom random) {
        int one = random.nextInt(placement.vms());
        int other = random.nextInt(placement.vms());
        if (random.nextBoolean()) {
            int to = random.nextInt(placement.hosts());
            double change = to == placement.hostOf(one) ? Double.POSITIVE_INFINITY : placement.shift(one, to);
            if (change < Double.POSITIVE_INFINITY) {
                placement.move(one, to, change);
            }
        } else if (placement.hostOf(one) != placement.hostOf(other)) {
            double change = placement.swap(one, other);
            if (change < Double.POSITIVE_INFINITY) {
                placement.exchange(one, other, change);
            }
        }
    }
}
