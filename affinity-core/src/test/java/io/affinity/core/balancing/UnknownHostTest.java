// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.check.PlacementChecker;
import io.affinity.core.power.PowerModel;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that never answered, so that its capacity is not known: it takes nothing, and no figure is spoiled by it. */
class UnknownHostTest {

    private static final HostId SILENT = new HostId("silent");
    private static final int SEEDS = 40;

    /** @param runsVms whether a VM is taken to be there, as one is whose migration was under way when all fell silent */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesNothingAndSpoilsNoFigure(boolean runsVms) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Fleet fleet = withSilentHost(RandomProblems.problem(seed).fleet(), runsVms);
            Scene scene =
                    new Scene(fleet, random.doubles(fleet.vms().size(), 0, 12).toArray());

            for (Balancer balancer : List.of(
                    ThresholdBalancer.spreading(0.8, Scene.PLANNER),
                    ThresholdBalancer.consolidating(0.8, host -> PowerModel.HP_PROLIANT_G5, Scene.PLANNER))) {
                assertLeftAlone(balancer.decide(scene.situation()));
            }
            Decision decision = scene.decide(PredictiveSettings.DEFAULT.toBuilder()
                    .weights(new ObjectiveWeights(1, 1, 1, 1))
                    .build());
            assertLeftAlone(decision);
            assertFinite(decision.outlook().result());
            new PlacementChecker(fleet)
                    .violations(fleet.placement())
                    .forEach((rule, amount) -> assertThat(amount).as(rule).isFinite());
        }
    }

    private static void assertLeftAlone(Decision decision) {
        assertThat(decision.plan().migrations())
                .noneMatch(planned -> planned.migration().target().equals(SILENT)
                        || planned.migration().source().equals(SILENT));
    }

    private static void assertFinite(PlacementResult result) {
        if (result instanceof PlacementResult.Improved improved) {
            for (Objective objective : List.of(improved.before(), improved.after())) {
                assertThat(objective.cost()).isFinite();
                assertThat(objective.hardViolation()).isFinite();
            }
        } else if (result instanceof PlacementResult.Refused refused) {
            assertThat(refused.explanation()).doesNotContain("counted again", "failed", "NaN", "Infinity");
        }
    }

    private static Fleet withSilentHost(Fleet from, boolean runsVms) {
        Host like = from.hosts().get(0);
        Host silent = new Host(
                SILENT,
                ResourceVector.filled(from.resources(), 0),
                like.overcommitRatio(),
                like.reserve(),
                like.faultDomains(),
                Set.of(),
                HostState.UNAVAILABLE);
        Map<VmId, HostId> placed = new LinkedHashMap<>(from.placement().hostByVm());
        if (runsVms) {
            placed.put(from.vms().get(0).id(), SILENT);
        }
        Fleet.Builder builder = Fleet.builder(from.observedAt())
                .topology(from.topology())
                .hosts(from.hosts())
                .host(silent)
                .policies(from.policies());
        Set<HostId> all = from.hosts().stream().map(Host::id).collect(Collectors.toCollection(LinkedHashSet::new));
        all.add(SILENT);
        builder.policy(new LocationPolicy.FailoverReserve("reserve", Strength.hard(), Scope.CONTINUOUS, all, 1));
        builder.policy(new LocationPolicy.MaxVmsPerHost("few", Strength.hard(), Scope.CONTINUOUS, all, 6));
        builder.policy(
                new LocationPolicy.FailoverReserve("alone", Strength.soft(1), Scope.CONTINUOUS, Set.of(SILENT), 1));
        from.vms().forEach(vm -> builder.vm(vm, placed.get(vm.id())));
        return builder.build();
    }
}
