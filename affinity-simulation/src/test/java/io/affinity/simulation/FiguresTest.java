// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.power.PowerModel;
import io.affinity.simulation.SimulationSettings.EmptyHosts;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Priority;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Every expected number is worked out by hand from the definitions. */
class FiguresTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final double KWH = 3.6e6;

    private static Figures still(TableWorkload workload, SimulationSettings settings) {
        return Simulation.of(Small.fleet(workload, Small.A).build(), workload)
                .withSettings(settings)
                .run(loop -> loop.balancer(Balancer.none()))
                .figures();
    }

    @Test
    void energyFollowsThePowerTable() {
        TableWorkload half = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 3, 2);

        Figures allOn = still(half, SimulationSettings.DEFAULT);
        Figures asleep = still(
                half, SimulationSettings.builder().emptyHosts(EmptyHosts.SLEEP).build());

        assertThat(allOn.energyKwh()).isEqualTo(600 * (116 + 2 * 93.7) / KWH, EXACT);
        assertThat(asleep.energyKwh()).isEqualTo(600 * 116 / KWH, EXACT);
        assertThat(asleep.hostHoursActive()).isEqualTo(600 / 3600.0, EXACT);
    }

    @Test
    void energyOfARampIsThatOfItsEnds() {
        TableWorkload ramp = new TableWorkload(Small.STEP).vm(Small.vm(Small.V1), 1, 3);

        Figures figures = still(
                ramp, SimulationSettings.builder().emptyHosts(EmptyHosts.SLEEP).build());

        // A quarter is between 101 and 105 W, three quarters are between 125 and 129 W.
        assertThat(figures.energyKwh()).isEqualTo(300 * (103 + 127) / 2.0 / KWH, EXACT);
    }

    @Test
    void eachHostHasItsOwnPowerTable() {
        TableWorkload quarter = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 2, 1);

        Figures figures = still(
                quarter,
                SimulationSettings.builder()
                        .power(host ->
                                host.id().equals(Small.A) ? PowerModel.HP_PROLIANT_G4 : PowerModel.HP_PROLIANT_G5)
                        .build());

        // G4 at 25 % is between 92.6 and 96 W.
        assertThat(figures.energyKwh()).isEqualTo(300 * (94.3 + 2 * 93.7) / KWH, EXACT);
    }

    @Test
    void demandAboveCapacityCostsNoMoreThanFullPower() {
        TableWorkload workload =
                new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 2, 4).steady(Small.vm(Small.V2), 2, 4);

        Figures figures = Simulation.of(Small.fleet(workload, Small.A, Small.A).build(), workload)
                .withSettings(SimulationSettings.builder()
                        .emptyHosts(EmptyHosts.SLEEP)
                        .build())
                .run(loop -> loop.balancer(Balancer.none()))
                .figures();

        assertThat(figures.energyKwh()).isEqualTo(300 * 135 / KWH, EXACT);
    }

    /**
     * Host a has four cores for two VMs that want three each; after 300 s one of them is migrated to host b, which runs a VM
     * of one core, in 100 s; 200 s follow.
     */
    private static Figures twoHosts() {
        TableWorkload workload = new TableWorkload(Small.STEP)
                .steady(Small.vm(Small.V1).withPriority(Priority.LOW), 3, 3)
                .steady(Small.vm(Small.V2).withPriority(Priority.HIGH), 3, 3)
                .steady(Small.vm(Small.V3), 3, 1);
        Fleet.Builder fleet = Fleet.builder(Small.START).hosts(List.of(Small.host(Small.A), Small.host(Small.B)));
        fleet.vm(workload.vms().get(0), Small.A)
                .vm(workload.vms().get(1), Small.A)
                .vm(workload.vms().get(2), Small.B);
        return Simulation.of(fleet.build(), workload)
                .run(loop -> loop.balancer(new Script().migrate(300, Small.V2, Small.A, Small.B)))
                .figures();
    }

    @Test
    void slatahCountsAReceivingHostAndContendedShareDoesNot() {
        Figures figures = twoHosts();

        assertThat(figures.hostHoursActive()).isEqualTo(1200 / 3600.0, EXACT);
        // Host a is short for 400 s; host b receives a VM for 100 s.
        assertThat(figures.slatah()).isEqualTo((400 + 100) / 1200.0, EXACT);
        assertThat(figures.contendedShare()).isEqualTo(400 / 1200.0, EXACT);
    }

    @Test
    void pdmIsWhatMigratingVmsMissOfAllThatIsRequested() {
        Figures figures = twoHosts();

        // While it migrates, the VM gets 3 x 4/6 cores less a tenth, which is 1.2 less than it wants.
        double pdm = 100 * (3 - 3 * 4 / 6.0 * 0.9) / (600 * (3 + 3 + 1));
        assertThat(figures.pdm()).isEqualTo(pdm, EXACT);
        assertThat(figures.slav()).isEqualTo(500 / 1200.0 * pdm, EXACT);
        assertThat(figures.esv()).isEqualTo(figures.energyKwh() * 500 / 1200.0 * pdm, EXACT);
    }

    @Test
    void energyOfTheTwoHostsAddsUp() {
        double hostA = 400 * 135 + 200 * 127;
        double hostB = 300 * 103 + 100 * (105 + 0.25 * 5) + 200 * 135;

        assertThat(twoHosts().energyKwh()).isEqualTo((hostA + hostB) / KWH, EXACT);
    }

    @Test
    void contentionIsCountedByPriorityHeaviestFirst() {
        Figures figures = twoHosts();

        assertThat(figures.contentionMinutesByPriority().keySet()).containsExactly("high", "normal", "low");
        assertThat(figures.contentionMinutesByPriority())
                .hasEntrySatisfying("high", minutes -> assertThat(minutes).isEqualTo(400 / 60.0, EXACT))
                .hasEntrySatisfying("low", minutes -> assertThat(minutes).isEqualTo(400 / 60.0, EXACT))
                .contains(entry("normal", 0.0));
        assertThat(figures.contentionMinutes()).isEqualTo(800 / 60.0, EXACT);
    }

    @Test
    void unservedIsWhatHostsDidNotHave() {
        Figures figures = twoHosts();

        // For 400 s the VMs of host a want six cores of its four, whichever of them is being migrated.
        assertThat(figures.unservedCoreHours()).isEqualTo(400 * 2 / 3600.0, EXACT);
        assertThat(figures.demandedCoreHours()).isEqualTo(600 * 7 / 3600.0, EXACT);
        assertThat(figures.unservedShare()).isEqualTo(800 / 4200.0, EXACT);
        assertThat(figures.hostMinutesShort()).isEqualTo(400 / 60.0, EXACT);
    }

    @Test
    void whatAVmLosesBecauseItMigratesIsNotUnserved() {
        TableWorkload workload = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 3, 2);

        Figures figures = Simulation.of(Small.fleet(workload, Small.A).build(), workload)
                .run(loop -> loop.balancer(new Script().migrate(0, Small.V1, Small.A, Small.B)))
                .figures();

        assertThat(figures.pdm()).isEqualTo(100 * 0.2 / (600 * 2), EXACT);
        assertThat(figures.unservedCoreHours()).isZero();
        assertThat(figures.hostMinutesShort()).isZero();
    }

    @Test
    void whatAnArrivingVmTakesFromOthersIsUnserved() {
        TableWorkload workload =
                new TableWorkload(Small.STEP).vm(Small.vm(Small.V1), 2, 2, 0).vm(Small.vm(Small.V2), 4, 4, 2);

        Figures figures = Simulation.of(Small.fleet(workload, Small.A, Small.B).build(), workload)
                .run(loop -> loop.balancer(new Script().migrate(0, Small.V1, Small.A, Small.B)))
                .figures();

        // For 100 s host b is asked for 4.2 cores, of which its own VM wants 4; then both VMs want 6 of 4. What is
        // short at
        // the beginning of the last step counts as short for all of it.
        double arriving = 100 * 4 * (1 - 4 / 4.2);
        double together = 200 * 2 + 300 * 2;
        assertThat(figures.unservedCoreHours()).isEqualTo((arriving + together) / 3600, EXACT);
    }

    @Test
    void nothingIsUnservedWhereNothingIsDemanded() {
        Figures figures =
                still(new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 2, 0), SimulationSettings.DEFAULT);

        assertThat(figures.demandedCoreHours()).isZero();
        assertThat(figures.unservedShare()).isZero();
    }

    @Test
    void theFullestHostAtAnyCycleIsKnown() {
        assertThat(twoHosts().mostVmsOnHost()).isEqualTo(2);

        TableWorkload leaves =
                new TableWorkload(Small.STEP).vm(Small.vm(Small.V1), 1, 0, 0).vm(Small.vm(Small.V2), 1, 0, 0);
        Figures figures = Simulation.of(Small.fleet(leaves, Small.A, Small.A).build(), leaves)
                .withSettings(SimulationSettings.builder()
                        .idleVms(SimulationSettings.IdleVms.LEAVE)
                        .firstTick(1)
                        .tickOffset(Duration.ofSeconds(10))
                        .build())
                .run(loop -> loop.balancer(Balancer.none()))
                .figures();
        assertThat(figures.mostVmsOnHost())
                .as("VMs that have left do not count")
                .isZero();
    }

    @Test
    void migrationsAreCounted() {
        Figures figures = twoHosts();

        assertThat(figures.migrations()).isEqualTo(1);
        assertThat(figures.migrationsCompleted()).isEqualTo(1);
        assertThat(figures.pingPong()).isZero();
        assertThat(figures.downtimeSeconds()).isZero();
    }

    @Test
    void whatWasBeforeTheFirstTickDoesNotCount() {
        TableWorkload workload = new TableWorkload(Small.STEP).vm(Small.vm(Small.V1), 4, 2, 2, 2);

        Figures figures = still(
                workload,
                SimulationSettings.builder()
                        .emptyHosts(EmptyHosts.SLEEP)
                        .firstTick(1)
                        .tickOffset(Duration.ofSeconds(10))
                        .build());

        assertThat(figures.energyKwh()).isEqualTo(600 * 116 / KWH, EXACT);
        assertThat(figures.hostHoursActive()).isEqualTo(600 / 3600.0, EXACT);
    }

    @Test
    void aVmStandsStillForTheLastRoundOfCopying() {
        // 62.5 GB in 100 s; 6.25 GB were written meanwhile, in their 10 s 625 MB, in their 1 s 62.5 MB: 0.1 s, which is
        // allowed.
        TableWorkload workload =
                new TableWorkload(Small.STEP).steady(Small.vm(Small.V1).withDirtyBytesPerSecond(62.5e6), 3, 1);

        SimulationResult result = Simulation.of(Small.fleet(workload, Small.A).build(), workload)
                .run(loop -> loop.balancer(new Script().migrate(0, Small.V1, Small.A, Small.B)));

        assertThat(result.figures().downtimeSeconds()).isEqualTo(0.1, EXACT);
        assertThat(result.migrations())
                .singleElement()
                .satisfies(migration -> assertThat(migration.downtime()).isEqualTo(Duration.ofMillis(100)))
                .satisfies(migration -> assertThat(migration.elapsed()).isEqualTo(Duration.ofMillis(111_100)));
    }

    @Test
    void aVmThatReturnsWithinSixHoursPlaysPingPong() {
        assertThat(pingPong(new Script()
                        .migrate(0, Small.V1, Small.A, Small.B)
                        .migrate(5 * 3600, Small.V1, Small.B, Small.A)))
                .isEqualTo(1);
    }

    @Test
    void aVmThatReturnsLaterOrGoesOnDoesNotPlayPingPong() {
        assertThat(pingPong(new Script()
                        .migrate(0, Small.V1, Small.A, Small.B)
                        .migrate(6 * 3600, Small.V1, Small.B, Small.A)))
                .isZero();
        assertThat(pingPong(
                        new Script().migrate(0, Small.V1, Small.A, Small.B).migrate(3600, Small.V1, Small.B, Small.C)))
                .isZero();
    }

    @Test
    void pingPongIsCountedForEachReturnOfEachVm() {
        assertThat(pingPong(new Script()
                        .migrate(0, Small.V1, Small.A, Small.B)
                        .migrate(3600, Small.V1, Small.B, Small.C)
                        .migrate(2 * 3600, Small.V1, Small.C, Small.A)
                        .migrate(3 * 3600, Small.V1, Small.A, Small.B)))
                .isEqualTo(2);
    }

    private static int pingPong(Script script) {
        TableWorkload workload = new TableWorkload(Duration.ofHours(1)).steady(Small.vm(Small.V1), 10, 1);
        return Simulation.of(Small.fleet(workload, Small.A).build(), workload)
                .run(loop -> loop.balancer(script))
                .figures()
                .pingPong();
    }
}
