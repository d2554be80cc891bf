// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.SolveLimits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who solves a problem on another machine decides as who solves it here. */
class ShippedProblemTest {

    private static final SolveLimits LIMITS = SolveLimits.of(2000, 7);

    @ParameterizedTest
    @MethodSource("io.affinity.core.exchange.ExchangeRoundTripTest#seeds")
    void theSolverDecidesOnADecodedProblemAsOnTheOriginal(long seed) throws Exception {
        PlacementProblem problem = new RandomValues(seed).problem();
        PlacementProblem shipped = Exchange.problem(Exchange.encode(problem), List.of(RandomValues.TERM));

        PlacementResult here = new LocalSearchSolver().solve(problem, LIMITS);
        PlacementResult there = new LocalSearchSolver().solve(shipped, LIMITS);

        assertThat(there).isEqualTo(here);
        assertThat(Exchange.result(Exchange.encode(there))).isEqualTo(here);
    }

    @Test
    void amongTheProblemsAreSomeThatAreImproved() {
        long improved = ExchangeRoundTripTest.seeds()
                .filter(seed -> new LocalSearchSolver().solve(new RandomValues(seed).problem(), LIMITS)
                        instanceof PlacementResult.Improved)
                .count();

        assertThat(improved).isGreaterThan(20);
    }
}
