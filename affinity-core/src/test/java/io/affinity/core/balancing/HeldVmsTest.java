// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static io.affinity.core.fixture.SmallFleet.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.check.Occupancy;
import io.affinity.core.check.PlacementChecker;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.execution.PlanValidity;
import io.affinity.core.fixture.ManualClock;
import io.affinity.core.fixture.ScriptedMigrator;
import io.affinity.core.power.PowerModel;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** VMs of which it is not clear what holds for them stay where they are, whoever decides. */
class HeldVmsTest {

    private static final int SEEDS = 60;

    private static final List<Balancer> BALANCERS = List.of(
            ThresholdBalancer.spreading(0.8, Scene.PLANNER),
            ThresholdBalancer.consolidating(0.8, host -> PowerModel.HP_PROLIANT_G5, Scene.PLANNER));

    private int migrated;

    @Test
    void areInNoPlanOfAnyBalancerEvenIfTheirHostsAreToBeEmptied() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Inventory inventory = inventory(seed, random);
            Set<VmId> held = held(inventory, random);
            Fleet fleet = inventory.with(new Rules(
                    RandomProblems.problem(seed).fleet().policies(),
                    List.of(),
                    List.of(new Hold.UnclearVm("policy apart", "db", Set.of(), held))));
            Scene scene =
                    new Scene(fleet, random.doubles(fleet.vms().size(), 0, 12).toArray());

            for (Balancer balancer : BALANCERS) {
                assertNoneLeaves(held, balancer.decide(scene.situation()).plan());
            }
            for (Cause cause : Cause.values()) {
                PredictiveSettings settings =
                        PredictiveSettings.DEFAULT.toBuilder().cause(cause).build();
                assertNoneLeaves(held, scene.decide(settings).plan());
            }
        }
        assertThat(migrated).as("migrations of others").isGreaterThan(SEEDS);
    }

    private void assertNoneLeaves(Set<VmId> held, MigrationPlan plan) {
        assertThat(plan.migrations())
                .extracting(planned -> planned.migration().vm())
                .noneMatch(held::contains);
        migrated += plan.migrations().size();
    }

    @Test
    void areNotMigratedByPlansThatPeopleMade() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Inventory inventory = inventory(seed, random);
            Set<VmId> held = held(inventory, random);
            Fleet fleet = inventory.with(
                    new Rules(List.of(), List.of(), List.of(new Hold.UnclearVm("policy apart", "db", Set.of(), held))));
            ScriptedMigrator migrator = new ScriptedMigrator();
            PlanExecutor executor = new PlanExecutor(
                    migrator,
                    new MemoryJournal(),
                    MigrationLimits.DEFAULT,
                    new ManualClock(fleet.observedAt()),
                    List.of(),
                    PlanValidity.byClock(STEP));
            for (Vm vm : fleet.vms()) {
                executor.submit(byHand(fleet, vm.id()), fleet);
                executor.advance();
            }

            assertThat(migrator.startedVms()).noneMatch(started -> held.contains(new VmId(started)));
        }
    }

    @Test
    void breakNoRuleWhereTheyAre() {
        Inventory inventory = inventory(7, new SplittableRandom(7));
        Fleet fleet = inventory.with(new Rules(
                List.of(),
                List.of(),
                List.of(new Hold.UnclearVm(
                        "policy apart",
                        "db",
                        Set.of(),
                        inventory.placement().hostByVm().keySet()))));

        assertThat(new PlacementChecker(fleet).hardViolationsOnTheWay(new Occupancy(fleet.placement())))
                .allSatisfy((rule, amount) -> assertThat(rule).startsWith(PlacementChecker.ALLOCATION));
    }

    private static MigrationPlan byHand(Fleet fleet, VmId vm) {
        HostId source = fleet.placement().hostOf(vm);
        HostId target = fleet.hosts().stream()
                .filter(host -> host.state() == HostState.AVAILABLE)
                .map(Host::id)
                .filter(host -> !host.equals(source))
                .findFirst()
                .orElseThrow();
        return new MigrationPlan(
                fleet.observedAt(),
                List.of(new PlannedMigration(
                        0,
                        new Migration(vm, source, target),
                        new Recommendation(vm, source, target, List.of(new Reason.Gain(1))),
                        new MigrationEstimate(Duration.ofSeconds(1), Duration.ZERO, 1, 1, true),
                        Duration.ZERO,
                        Set.of())),
                List.of());
    }

    /** A third of the hosts are to be emptied. */
    private static Inventory inventory(long seed, SplittableRandom random) {
        return Inventory.of(RandomProblems.problem(seed).fleet())
                .withHosts(host -> host.id().value().compareTo("h1") > 0 && random.nextInt(3) == 0
                        ? host.withState(HostState.DRAINING)
                        : host);
    }

    private static Set<VmId> held(Inventory inventory, SplittableRandom random) {
        return inventory.vms().stream()
                .map(Vm::id)
                .filter(vm -> random.nextInt(3) == 0)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
