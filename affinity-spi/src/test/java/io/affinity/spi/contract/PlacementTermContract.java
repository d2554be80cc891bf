// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Placement;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link PlacementTerm} promises, on the {@link RandomProblems} of some seeds: that its amount is the same whichever way
 * a search came to a placement. Extend it, and hand over the term:
 *
 * <pre>{@code
 * class HostsOfATenantTest extends PlacementTermContract {
 *     @Override
 *     protected PlacementTerm term() {
 *         return new HostsOfATenant();
 *     }
 * }
 * }</pre>
 */
public abstract class PlacementTermContract {

    private static final double ROUNDING = 1e-9;
    private static final int MOVES = 200;

    /** {@return the term under test} */
    protected abstract PlacementTerm term();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    private PlacementProblem problem(long seed) {
        return RandomProblems.problem(seed).toBuilder().terms(List.of(term())).build();
    }

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(PlacementTerm.class, term());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itsAmountIsFiniteAndNotNegative(long seed) {
        double total = term().begin(problem(seed)).total();

        assertThat(total).isNotNaN().isNotNegative().isNotEqualTo(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsSaidOfAMoveIsWhatComesOfIt(long seed) {
        Walk walk = new Walk(problem(seed), term(), seed);
        for (int i = 0; i < MOVES; i++) {
            walk.step();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itsAmountDoesNotDependOnTheWay(long seed) {
        PlacementProblem problem = problem(seed);
        Walk walk = new Walk(problem, term(), seed);
        for (int i = 0; i < MOVES; i++) {
            walk.step();
        }

        assertThat(term().amount(problem, walk.placement()))
                .as("counted from scratch")
                .isCloseTo(walk.state.total(), within(ROUNDING));
        walk.goHome();
        assertThat(walk.state.total())
                .as("back where it began")
                .isCloseTo(term().begin(problem).total(), within(ROUNDING));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsCountedOfThePresentPlacementIsWhatASearchBeginsWith(long seed) {
        PlacementProblem problem = problem(seed);

        assertThat(term().amount(problem, problem.fleet().placement()))
                .isCloseTo(term().begin(problem).total(), within(ROUNDING));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noMoreIsSavedThanWhatThoseSaveWhoLeave(long seed) {
        PlacementProblem problem = problem(seed);
        Walk walk = new Walk(problem, term(), seed);
        TermState begun = term().begin(problem);
        int[] home = problem.fleet().hostIndexByVm();
        for (int i = 0; i < MOVES; i++) {
            walk.step();
            double most = IntStream.range(0, home.length)
                    .filter(vm -> walk.hostByVm[vm] != home[vm])
                    .mapToDouble(begun::relief)
                    .sum();

            assertThat(begun.total() - walk.state.total()).isLessThanOrEqualTo(most + ROUNDING);
        }
    }

    @Test
    void severalSearchesMayBeginFromItAtOnce() {
        PlacementTerm term = term();
        List<Double> expected =
                seeds().mapToObj(seed -> term.begin(problem(seed)).total()).toList();

        List<List<Double>> amounts = Concurrently.call(thread ->
                seeds().mapToObj(seed -> term.begin(problem(seed)).total()).toList());

        assertThat(amounts).containsOnly(expected);
    }

    /** Takes VMs up and puts them down at random, and looks at what the state says of each. */
    private static final class Walk {

        private final Fleet fleet;
        private final TermState state;
        private final int[] hostByVm;
        private final SplittableRandom random;

        Walk(PlacementProblem problem, PlacementTerm term, long seed) {
            this.fleet = problem.fleet();
            this.state = term.begin(problem);
            this.hostByVm = fleet.hostIndexByVm();
            this.random = new SplittableRandom(seed);
        }

        void step() {
            int vm = random.nextInt(hostByVm.length);
            int host = random.nextInt(fleet.hosts().size());
            double before = state.total();
            double relief = state.relief(vm);
            state.move(vm, -1);
            double without = state.total();
            double said = state.totalIf(vm, host);
            assertThat(state.total()).as("asking changes nothing").isEqualTo(without);
            state.move(vm, host);
            hostByVm[vm] = host;
            assertThat(state.total()).isCloseTo(said, within(ROUNDING));
            assertThat(before - state.total())
                    .as("what is saved by a VM that leaves")
                    .isLessThanOrEqualTo(relief + ROUNDING);
            if (!state.concerns(vm)) {
                assertThat(state.total()).as("a VM that does not matter").isCloseTo(before, within(ROUNDING));
            }
        }

        void goHome() {
            int[] home = fleet.hostIndexByVm();
            IntStream.range(0, home.length).forEach(vm -> state.move(vm, home[vm]));
        }

        Placement placement() {
            return fleet.placementOf(hostByVm);
        }
    }
}
