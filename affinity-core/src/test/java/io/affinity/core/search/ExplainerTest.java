// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.placement.SolveLimits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainerTest {

    static double gain(Recommendation recommendation) {
        return only(recommendation, Reason.Gain.class).cost();
    }

    private static <R extends Reason> R only(Recommendation recommendation, Class<R> kind) {
        List<R> found = recommendation.reasons().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
        assertThat(found).as(kind.getSimpleName()).hasSize(1);
        return found.get(0);
    }

    @Test
    void aMigrationAwayFromContentionIsExplainedInFull() {
        Fleet fleet = fleet(
                        host("a", 8, 64),
                        host("b", 16, 64),
                        host("c", 16, 4),
                        host("d", 16, 64).withState(HostState.DRAINING),
                        host("e", 16, 64),
                        host("f", 16, 64),
                        host("g", 4, 64))
                .vm(vm("v1", 8, 8), id("a"))
                .vm(vm("v2", 8, 8), id("a"))
                .policy(new LocationPolicy.ForbiddenHosts(
                        "no-e", Strength.hard(), Scope.FINAL, Set.of(vmId("v1"), vmId("v2")), Set.of(id("e"))))
                .build();
        PlacementProblem problem = PlacementProblem.builder(
                        constantDemand(fleet, 3, 4, 6, 6), ObjectiveWeights.CONTENTION_ONLY)
                .migrationCosts(Map.of(vmId("v2"), 3.0))
                .bannedTargets(Map.of(vmId("v1"), Set.of(id("f"))))
                .build();

        Recommendation recommendation = solve(problem).get(0);

        assertThat(recommendation.vm()).isEqualTo(vmId("v1"));
        assertThat(recommendation.target()).isEqualTo(id("b"));
        Reason.ContentionAhead ahead = only(recommendation, Reason.ContentionAhead.class);
        assertThat(recommendation.reasons().get(0)).isEqualTo(ahead);
        assertThat(ahead.resource()).isEqualTo(Resource.CPU);
        assertThat(ahead.ahead()).isEqualTo(STEP);
        assertThat(ahead.probability()).isEqualTo(1);
        assertThat(ahead.shortfall()).isCloseTo(4.0 / 12, within(1e-6));
        Reason.RiskReduced risk = only(recommendation, Reason.RiskReduced.class);
        assertThat(risk.before()).isCloseTo(1.0 / 3 + 0.1, within(1e-6));
        assertThat(risk.after()).isZero();
        assertThat(only(recommendation, Reason.TargetContention.class))
                .isEqualTo(new Reason.TargetContention(id("b"), 0, 0));
        assertThat(gain(recommendation)).isCloseTo(0.25 * (4 * 2 + 1000 * 0.5) - 1, within(1e-2));
        // Two of the VM's six cores are missing there, for a quarter of an hour.
        assertThat(only(recommendation, Reason.NextBest.class))
                .satisfies(next -> assertThat(next.host()).isEqualTo(id("g")))
                .satisfies(next -> assertThat(next.cost()).isCloseTo(0.25 * (4 + 1000 * 0.5), within(1e-2)));
        assertThat(recommendation.reasons().stream().filter(Reason.HostsExcluded.class::isInstance))
                .containsExactlyInAnyOrder(
                        new Reason.HostsExcluded("allocation limit", List.of(id("c"))),
                        new Reason.HostsExcluded("host is draining", List.of(id("d"))),
                        new Reason.HostsExcluded("no-e", List.of(id("e"))),
                        new Reason.HostsExcluded("banned for now", List.of(id("f"))));
    }

    @Test
    void emptyingADrainingHostNamesTheHost() {
        Fleet fleet = fleet(host("a", 8, 64).withState(HostState.DRAINING), host("b", 8, 64))
                .vm(vm("v1", 2, 8), id("a"))
                .build();

        Recommendation recommendation = solve(
                        PlacementProblem.of(constantDemand(fleet, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY))
                .get(0);

        assertThat(only(recommendation, Reason.HostEmptied.class).host()).isEqualTo(id("a"));
    }

    @Test
    void mendingABrokenPromiseSaysByHowMuch() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v1", 2, 48), id("a"))
                .vm(vm("v2", 2, 48), id("a"))
                .build();

        Recommendation recommendation = solve(
                        PlacementProblem.of(constantDemand(fleet, 1, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY))
                .get(0);

        assertThat(only(recommendation, Reason.OvercommitReduced.class))
                .isEqualTo(new Reason.OvercommitReduced(id("a"), 0.5, 0));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(2000, 2060);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRecommendationNamesItsGainAndItsTargetsContention(long seed) {
        for (Recommendation recommendation : solve(RandomProblems.problem(seed))) {
            assertThat(gain(recommendation)).isFinite();
            Reason.TargetContention target = only(recommendation, Reason.TargetContention.class);
            assertThat(target.host()).isEqualTo(recommendation.target());
            List<HostId> excludedHosts = recommendation.reasons().stream()
                    .filter(Reason.HostsExcluded.class::isInstance)
                    .flatMap(reason -> ((Reason.HostsExcluded) reason).hosts().stream())
                    .toList();
            assertThat(excludedHosts).as("each by one rule").doesNotHaveDuplicates();
            recommendation.reasons().stream()
                    .filter(Reason.HostsExcluded.class::isInstance)
                    .map(Reason.HostsExcluded.class::cast)
                    .forEach(excluded -> assertThat(excluded.hosts()).doesNotContain(recommendation.target()));
        }
    }

    /** Judged by the evaluator, which shares no code with the search. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theNextBestTargetCostsWhatIsSaid(long seed) {
        PlacementProblem problem = RandomProblems.problem(seed);
        ObjectiveEvaluator evaluator = new ObjectiveEvaluator(problem);
        PlacementResult result = new LocalSearchSolver().solve(problem, SolveLimits.of(200, 1));
        for (Recommendation recommendation : solve(problem)) {
            for (Reason reason : recommendation.reasons()) {
                if (reason instanceof Reason.NextBest next) {
                    Objective best = evaluator.evaluate(result.placement());
                    Objective instead = evaluator.evaluate(result.placement().with(recommendation.vm(), next.host()));
                    assertThat(next.host()).isNotIn(recommendation.source(), recommendation.target());
                    assertThat(instead.cost() - best.cost()).isCloseTo(next.cost(), within(1e-5));
                    assertThat(instead.hardViolation()).isLessThanOrEqualTo(best.hardViolation() + 1e-6);
                }
            }
        }
    }

    private static List<Recommendation> solve(PlacementProblem problem) {
        PlacementResult result = new LocalSearchSolver().solve(problem, SolveLimits.of(200, 1));
        return result instanceof PlacementResult.Improved improved ? improved.recommendations() : List.of();
    }
}
