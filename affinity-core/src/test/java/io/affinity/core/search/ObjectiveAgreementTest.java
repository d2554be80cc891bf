// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.core.fixture.HostsOfTenants;
import io.affinity.core.reassignment.SearchPlacement;
import io.affinity.spi.contract.ObjectiveRecount;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the search says of a placement, what the evaluator counts, and what the kit counts: on 10,000 random placements. */
class ObjectiveAgreementTest {

    private static final int PLACEMENTS = 100;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allThreeSayTheSameOfAnyPlacement(long seed) {
        HostsOfTenants term = new HostsOfTenants(seed % 3 == 0 ? Strength.hard() : Strength.soft(1 + seed % 5));
        PlacementProblem problem =
                RandomProblems.problem(seed).toBuilder().terms(List.of(term)).build();
        SearchProblem search = new SearchProblem(problem);
        SearchPlacement state = search.begin();
        ObjectiveEvaluator evaluator = new ObjectiveEvaluator(problem);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < PLACEMENTS; i++) {
            int vm = random.nextInt(problem.fleet().vms().size());
            int host = random.nextInt(state.hosts());
            if (search.isMovable(vm) && host != state.hostOf(vm)) {
                state.move(vm, host, 0);
            }
            Placement placement = problem.fleet().placementOf(state.hostIndexByVm());

            assertSame(search.objective(state), evaluator.evaluate(placement));
            assertSame(search.objective(state), ObjectiveRecount.of(problem, placement));
        }
    }

    private static void assertSame(Objective told, Objective counted) {
        assertThat(told.hardViolation()).isCloseTo(counted.hardViolation(), within(1e-9));
        Set<String> names = new LinkedHashSet<>(told.amounts().keySet());
        names.addAll(counted.amounts().keySet());
        for (String name : names) {
            double amount = counted.amount(name);
            assertThat(told.amount(name)).as(name).isCloseTo(amount, within(1e-9 + 1e-6 * amount));
        }
    }
}
