// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementValuesTest {

    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final VmId V = new VmId("v");
    private static final HostId A = new HostId("a");
    private static final HostId B = new HostId("b");

    @Test
    void compareHardViolationsBeforeCosts() {
        Objective broken = new Objective(1, Map.of());
        Objective dear = new Objective(0, Map.of(Objective.SHORTFALL, 1000.0, Objective.MIGRATIONS, 10.0));
        Objective cheap = new Objective(0, Map.of(Objective.SHORTFALL, 1.0, Objective.MIGRATIONS, 10.0));

        assertThat(dear.cost()).isEqualTo(1010);
        assertThat(cheap).isLessThan(dear);
        assertThat(dear).isLessThan(broken);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void rejectWeightsOutOfRange(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectiveWeights.CONTENTION_ONLY.withActiveHost(weight))
                .withMessage("The weight of active host (" + weight + ") must be finite and not negative.");
    }

    @Test
    void rejectAMigrationThatEarns() {
        assertThat(PlacementProblem.builder(scenarios(), ObjectiveWeights.CONTENTION_ONLY)
                        .migrationCosts(Map.of(V, Double.POSITIVE_INFINITY))
                        .build()
                        .migrationCosts())
                .containsEntry(V, Double.POSITIVE_INFINITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlacementProblem.builder(scenarios(), ObjectiveWeights.CONTENTION_ONLY)
                        .migrationCosts(Map.of(V, -0.5))
                        .build())
                .withMessage("The migration cost of VM v (-0.5) must not be negative or NaN.");
    }

    @Test
    void keepAProblemAsItWasStated() {
        Map<VmId, Double> costs = new HashMap<>(Map.of(V, 2.0));
        PlacementProblem problem = PlacementProblem.builder(scenarios(), ObjectiveWeights.CONTENTION_ONLY)
                .migrationCosts(costs)
                .build();

        costs.put(V, 3.0);

        assertThat(problem.migrationCosts()).containsExactly(Map.entry(V, 2.0));
        assertThat(problem.fleet()).isSameAs(problem.scenarios().fleet());
    }

    @Test
    void rejectARecommendationWithoutReasonOrToWhereTheVmIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recommendation(V, A, B, List.of()))
                .withMessage("The recommendation for VM v must have a reason.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recommendation(V, A, A, List.of(new Reason.Gain(1))))
                .withMessage("The target (a) of the recommendation for VM v must not be its source.");
    }

    @Test
    void rejectANegativeNumberOfIterations() {
        assertThat(SolveLimits.of(0, -7).stop().getAsBoolean()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SolveLimits.of(-1, 0))
                .withMessage("The number of iterations (-1) must not be negative.");
    }

    @Test
    void keepAProblemAsItWasWhenWhatItWasMadeOfChanges() {
        Map<VmId, Double> costs = new HashMap<>(Map.of(V, 1.0));
        Set<HostId> hosts = new HashSet<>(Set.of(A));
        Map<VmId, Set<HostId>> banned = new HashMap<>(Map.of(V, hosts));
        Set<VmId> reliefOnly = new HashSet<>(Set.of(V));
        PlacementProblem problem = PlacementProblem.builder(scenarios(), ObjectiveWeights.CONTENTION_ONLY)
                .migrationCosts(costs)
                .bannedTargets(banned)
                .reliefOnly(reliefOnly)
                .build();

        costs.clear();
        hosts.add(B);
        banned.clear();
        reliefOnly.clear();

        assertThat(problem.migrationCosts()).containsOnlyKeys(V);
        assertThat(problem.bannedTargets()).isEqualTo(Map.of(V, Set.of(A)));
        assertThat(problem.reliefOnly()).containsExactly(V);
        assertThatThrownBy(() -> problem.bannedTargets().get(V).add(B))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static Scenarios scenarios() {
        ResourceSet resources = ResourceSet.of(Resource.CPU);
        Fleet fleet = Fleet.builder(ORIGIN)
                .host(Host.of(A, ResourceVector.of(resources, 8)))
                .build();
        return Scenarios.of(fleet, ORIGIN, Duration.ofMinutes(5), 1, 1, (v, r, t, s) -> 0);
    }
}
