// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.PolicyViolation;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.SolveLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A kit whose problems are all alike would find nothing. */
class RandomProblemsTest {

    private final List<PlacementProblem> problems =
            LongStream.rangeClosed(1, 60).mapToObj(RandomProblems::problem).toList();

    @Test
    void haveAllKindsOfHardPolicyKeptAndBrokenAndAllKindsOfSoftPolicy() {
        Set<String> kept = new TreeSet<>();
        Set<String> broken = new TreeSet<>();
        Set<String> soft = new TreeSet<>();
        for (PlacementProblem problem : problems) {
            Fleet fleet = problem.fleet();
            for (LocationPolicy policy : fleet.policies()) {
                double violation = PolicyViolation.of(policy, fleet, fleet.placement());
                Set<String> seen = !policy.strength().isHard() ? soft : violation > 0 ? broken : kept;
                seen.add(policy.getClass().getSimpleName());
            }
        }

        assertThat(kept).hasSize(12);
        assertThat(broken).hasSize(12);
        assertThat(soft).hasSize(12);
    }

    @Test
    void haveHostsOfAllStatesThatRunVms() {
        Set<HostState> states = new HashSet<>();
        for (PlacementProblem problem : problems) {
            Fleet fleet = problem.fleet();
            fleet.placement().hostByVm().values().stream()
                    .map(fleet::host)
                    .map(Host::state)
                    .forEach(states::add);
        }

        assertThat(states).containsOnly(HostState.values());
    }

    @Test
    void haveEachKindOfResult() {
        int improved = 0;
        int unchanged = 0;
        for (PlacementProblem problem : problems) {
            PlacementResult result = new PlainSolver().solve(problem, SolveLimits.of(500, 1));
            improved += result instanceof PlacementResult.Improved ? 1 : 0;
            unchanged += result instanceof PlacementResult.Unchanged ? 1 : 0;
        }

        assertThat(improved).isGreaterThan(25);
        assertThat(unchanged).isPositive();
    }
}
