// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.balancing.Balancer;
import io.affinity.simulation.SimulationSettings.EmptyHosts;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static SimulationSettings with(Fault... faults) {
        return SimulationSettings.builder().faults(List.of(faults)).build();
    }

    private static TableWorkload threeVms(int steps, double first, double second, double third) {
        return new TableWorkload(Small.STEP)
                .steady(Small.vm(Small.V1), steps, first)
                .steady(Small.vm(Small.V2), steps, second)
                .steady(Small.vm(Small.V3), steps, third);
    }

    private static SimulationResult run(TableWorkload workload, SimulationSettings settings, Balancer balancer) {
        return Simulation.of(Small.fleet(workload, Small.A, Small.A, Small.B).build(), workload)
                .withSettings(settings)
                .run(loop -> loop.balancer(balancer));
    }

    private static SimulationResult predict(TableWorkload workload, SimulationSettings settings, HostId... hosts) {
        return Simulation.of(Small.fleet(workload, hosts).build(), workload)
                .withSettings(settings)
                .run(loop -> loop.forecaster(new LastValue()));
    }

    @Test
    void aCrashFailsTheMigrationUnderWayAndTakesTheVmsDown() {
        SimulationResult result = run(
                threeVms(5, 1, 1, 1),
                with(new Fault.HostCrash(Small.A, Small.after(350), Duration.ofSeconds(400))),
                new Script().migrate(300, Small.V1, Small.A, Small.C));

        assertThat(result.migrations()).singleElement().satisfies(record -> {
            assertThat(record.elapsed()).isEqualTo(Duration.ofSeconds(50));
            assertThat(record.outcome())
                    .isEqualTo(new MigrationOutcome.Failed(
                            new MigrationFailure.Unreachable(Small.A, "A host of the migration went down.")));
        });
        assertThat(result.finalFleet().placement().hostOf(Small.V1)).isEqualTo(Small.A);
        assertThat(result.figures().downtimeSeconds()).isEqualTo(2 * 400, within(1e-9));
    }

    @Test
    void aCrashOfTheTargetLeavesTheVmRunningOnItsSource() {
        SimulationResult result = run(
                threeVms(5, 1, 1, 1),
                with(new Fault.HostCrash(Small.C, Small.after(350), Duration.ofSeconds(400))),
                new Script().migrate(300, Small.V1, Small.A, Small.C));

        assertThat(result.migrations())
                .singleElement()
                .satisfies(record -> assertThat(record.outcome()).isInstanceOf(MigrationOutcome.Failed.class));
        assertThat(result.finalFleet().placement().hostOf(Small.V1)).isEqualTo(Small.A);
        assertThat(result.figures().downtimeSeconds()).isZero();
    }

    @Test
    void nothingIsMigratedToOrFromAHostThatIsDown() {
        SimulationResult result = run(
                threeVms(5, 1, 1, 1),
                with(new Fault.HostCrash(Small.A, Small.after(250), Duration.ofSeconds(400))),
                new Script()
                        .migrate(300, Small.V1, Small.A, Small.C)
                        .migrate(600, Small.V3, Small.B, Small.A)
                        .migrate(900, Small.V2, Small.A, Small.B));

        assertThat(result.migrations()).singleElement().satisfies(third -> {
            assertThat(third.migration().vm()).isEqualTo(Small.V2);
            assertThat(third.outcome()).isInstanceOf(MigrationOutcome.Completed.class);
        });
    }

    @Test
    void aHostThatIsDownNeitherWorksNorConsumes() {
        TableWorkload workload = threeVms(3, 3, 3, 2);

        Figures figures = run(
                        workload,
                        with(new Fault.HostCrash(Small.A, Small.after(100), Duration.ofSeconds(300))).toBuilder()
                                .emptyHosts(EmptyHosts.SLEEP)
                                .build(),
                        Balancer.none())
                .figures();

        assertThat(figures.energyKwh()).isEqualTo((300 * 135 + 600 * 116) / 3.6e6, within(1e-9));
        assertThat(figures.hostHoursActive()).isEqualTo((300 + 600) / 3600.0, within(1e-9));
        assertThat(figures.slatah()).isEqualTo(300 / 900.0, within(1e-9));
        assertThat(figures.contentionMinutes()).isEqualTo(2 * 300 / 60.0, within(1e-9));
        assertThat(figures.demandedCoreHours()).isEqualTo((300 * 6 + 600 * 2) / 3600.0, within(1e-9));
        assertThat(figures.unservedCoreHours())
                .as("what VMs would have wanted while their host was down is downtime")
                .isEqualTo(300 * 2 / 3600.0, within(1e-9));
    }

    @Test
    void aHostThatIsDownIsSeenAsUnavailableAndReturns() {
        TableWorkload workload = threeVms(5, 1, 1, 1);
        SimulatedCluster cluster = new SimulatedCluster(
                Small.fleet(workload, Small.A, Small.A, Small.B).build(),
                workload,
                with(new Fault.HostCrash(Small.A, Small.after(10), Duration.ofSeconds(10))));

        cluster.pass(Duration.ofSeconds(10));
        Observation down = cluster.telemetry().observe();
        ActualState lost = cluster.migrator().inspect(Small.V1).join();
        cluster.pass(Duration.ofSeconds(10));
        Observation back = cluster.telemetry().observe();

        assertThat(down.fleet().host(Small.A).state()).isEqualTo(HostState.UNAVAILABLE);
        assertThat(down.demand(0, 0)).isNaN();
        assertThat(down.demand(2, 0)).isEqualTo(1);
        assertThat(lost).isEqualTo(new ActualState(Small.V1, Set.of(), Set.of(), Set.of(Small.A)));
        assertThat(back.fleet().host(Small.A).state()).isEqualTo(HostState.AVAILABLE);
        assertThat(back.demand(0, 0)).isEqualTo(1);
    }

    @Test
    void thePredictiveBalancerAvoidsAHostThatIsDown() {
        TableWorkload crowded = threeVms(48, 2, 2, 2);
        HostId[] allOnA = {Small.A, Small.A, Small.A};
        Fault bIsDown = new Fault.HostCrash(Small.B, Small.START, Duration.ofDays(1));

        assertThat(predict(crowded, with(bIsDown), allOnA).migrations())
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.migration().target()).isEqualTo(Small.C));
    }

    @Test
    void thePredictiveBalancerLeavesVmsOnAHostThatIsDown() {
        TableWorkload crowded = threeVms(48, 2, 2, 2);
        HostId[] allOnA = {Small.A, Small.A, Small.A};
        Fault aIsDown = new Fault.HostCrash(Small.A, Small.START, Duration.ofDays(1));

        SimulationResult result = predict(crowded, with(aIsDown), allOnA);

        assertThat(result.migrations()).isEmpty();
        assertThat(result.figures().downtimeSeconds()).isEqualTo(3 * 47 * 300.0, within(1e-6));
    }

    @Test
    void aFailedMigrationLeavesItsVmAndDoesNotStopTheOthers() {
        SimulationResult result = run(
                threeVms(5, 1, 1, 1),
                with(new Fault.MigrationFailure(1)),
                new Script()
                        .migrate(300, Small.V1, Small.A, Small.C)
                        .migrate(300, Small.V2, Small.A, Small.C)
                        .migrate(900, Small.V3, Small.B, Small.C));

        assertThat(result.finalFleet().placement().hostByVm())
                .containsEntry(Small.V1, Small.A)
                .containsEntry(Small.V2, Small.C)
                .containsEntry(Small.V3, Small.C);
        assertThat(result.figures().migrations()).isEqualTo(3);
        assertThat(result.figures().migrationsCompleted()).isEqualTo(2);
        assertThat(result.migrations().get(0).elapsed()).isEqualTo(Small.COPYING.dividedBy(2));
        assertThat(result.alarms()).isEmpty();
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void aLostOutcomeIsClearedUpByAskingBothHosts() {
        SimulationResult result = run(
                threeVms(5, 1, 1, 1),
                with(new Fault.OutcomeLost(1)),
                new Script().migrate(300, Small.V1, Small.A, Small.C).migrate(900, Small.V3, Small.B, Small.C));

        assertThat(result.migrations()).hasSize(2);
        assertThat(result.migrations().get(0).outcome()).isInstanceOf(MigrationOutcome.Unknown.class);
        assertThat(result.alarms()).isEmpty();
        assertThat(result.notes()).isEmpty();
        assertThat(result.finalFleet().placement().hostByVm())
                .containsEntry(Small.V1, Small.C)
                .containsEntry(Small.V3, Small.C);
    }
}
