// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.plan.PlanRequest;
import io.affinity.core.plan.Planner;
import io.affinity.core.plan.RandomRelocation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AffordablePlanTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    /** Budgets pay for the recommendations, as a search would see to; stop-overs come on top. */
    private static List<MigrationAllowance> allowances(RandomRelocation wanted, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<MigrationAllowance> allowances = new ArrayList<>();
        for (Vm vm : wanted.fleet().vms()) {
            allowances.add(new MigrationAllowance.OfVms(Set.of(vm.id()), random.nextInt(1, 3)));
        }
        for (Host host : wanted.fleet().hosts()) {
            int needed = (int) wanted.recommendations().stream()
                    .filter(it -> it.source().equals(host.id()) || it.target().equals(host.id()))
                    .count();
            allowances.add(new MigrationAllowance.OfHost(host.id(), needed + random.nextInt(3)));
        }
        return allowances;
    }

    private static PlacementProblem problem(Fleet fleet, List<MigrationAllowance> allowances) {
        return PlacementProblem.builder(constantDemand(fleet, 1, 1), ObjectiveWeights.CONTENTION_ONLY)
                .allowances(allowances)
                .build();
    }

    private static long count(MigrationAllowance allowance, MigrationPlan plan) {
        return plan.migrations().stream()
                .map(PlannedMigration::migration)
                .filter(it -> allowance.counts(it.vm(), it.source(), it.target()))
                .count();
    }

    private static Set<VmId> stoppingOver(MigrationPlan plan) {
        Set<VmId> seen = new HashSet<>();
        Set<VmId> twice = new HashSet<>();
        plan.migrations().stream()
                .map(planned -> planned.migration().vm())
                .filter(vm -> !seen.add(vm))
                .forEach(twice::add);
        return twice;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noBudgetIsBrokenByAStopOver(long seed) {
        RandomRelocation wanted = RandomRelocation.of(seed);
        List<MigrationAllowance> allowances = allowances(wanted, seed);

        MigrationPlan plan =
                AffordablePlan.of(Scene.PLANNER, problem(wanted.fleet(), allowances), wanted.recommendations());

        for (MigrationAllowance allowance : allowances) {
            assertThat(count(allowance, plan)).as("%s", allowance).isLessThanOrEqualTo(allowance.left());
        }
    }

    @Test
    void whoseBudgetPaysForItStopsOverStill() {
        Map<String, Integer> counts = new HashMap<>();
        seeds().forEach(seed -> {
            RandomRelocation wanted = RandomRelocation.of(seed);
            MigrationPlan free = Scene.PLANNER.plan(PlanRequest.of(wanted.fleet(), wanted.recommendations()));
            MigrationPlan plan = AffordablePlan.of(
                    Scene.PLANNER, problem(wanted.fleet(), allowances(wanted, seed)), wanted.recommendations());
            counts.merge("free", stoppingOver(free).size(), Integer::sum);
            counts.merge("paid for", stoppingOver(plan).size(), Integer::sum);
        });

        assertThat(counts.get("free")).isGreaterThan(counts.get("paid for"));
        assertThat(counts.get("paid for")).isPositive();
    }

    /** A planner that is given may not ask where it may park. */
    @Test
    void aPlannerThatDoesNotAskIsCutShort() {
        RandomRelocation wanted = RandomRelocation.of(1);
        Recommendation first = wanted.recommendations().get(0);
        HostId third = wanted.fleet().hosts().stream()
                .map(Host::id)
                .filter(host -> !host.equals(first.source()) && !host.equals(first.target()))
                .findFirst()
                .orElseThrow();
        Planner detour = new Planner() {
            @Override
            public MigrationEstimate estimate(Fleet fleet, VmId vm) {
                return Scene.PLANNER.estimate(fleet, vm);
            }

            @Override
            public MigrationPlan plan(PlanRequest request) {
                return new MigrationPlan(
                        request.fleet().observedAt(),
                        List.of(leg(0, first.source(), third), leg(1, third, first.target())),
                        List.of());
            }

            private PlannedMigration leg(int number, HostId source, HostId target) {
                return new PlannedMigration(
                        number,
                        new Migration(first.vm(), source, target),
                        first,
                        Scene.PLANNER.estimate(wanted.fleet(), first.vm()),
                        Duration.ZERO,
                        number == 0 ? Set.of() : Set.of(0));
            }
        };
        List<MigrationAllowance> once = List.of(new MigrationAllowance.OfVms(Set.of(first.vm()), 1));

        MigrationPlan plan = AffordablePlan.of(detour, problem(wanted.fleet(), once), List.of(first));

        assertThat(plan.migrations()).hasSize(1);
    }
}
