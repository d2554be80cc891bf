// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.RebalancerListener;
import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.execution.MigrationReport;
import io.affinity.simulation.SimulationSettings.EmptyHosts;
import io.affinity.simulation.SimulationSettings.IdleVms;
import io.affinity.simulation.workload.DemandPattern.DailyCycle;
import io.affinity.simulation.workload.DemandPattern.Level;
import io.affinity.simulation.workload.DemandPattern.Noise;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulationTest {

    /** Two VMs of three cores on a host of four, beside one that is empty. */
    private static Fleet shortOfCpu(Workload workload) {
        return Small.fleet(workload, Small.A, Small.A, Small.B).build();
    }

    private static Workload threeVms(double share) {
        return GeneratedWorkload.builder(Small.START, 24)
                .group(
                        "web",
                        DemandProfile.of(new Level(share)),
                        List.of(Small.vm(Small.V1), Small.vm(Small.V2), Small.vm(Small.V3)))
                .build();
    }

    @Test
    void minutesOnShortHostsAreCountedForEachVm() {
        Workload workload = threeVms(0.75);

        SimulationResult result =
                Simulation.of(shortOfCpu(workload), workload).run(loop -> loop.balancer(Balancer.none()));

        assertThat(result.contentionMinutesByVm()).containsOnlyKeys(Small.V1, Small.V2);
        assertThat(result.contentionMinutesByVm().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(result.figures().contentionMinutes());
    }

    @Test
    void theShareOfTheScarcestResourceIsTheHighestOfAll() {
        Workload workload = threeVms(0.75);

        UtilizationHistory history = Simulation.of(shortOfCpu(workload), workload)
                .run(loop -> loop.balancer(Balancer.none()))
                .utilization();

        assertThat(history.resources()).isEqualTo(Small.RESOURCES);
        assertThat(history.share(0, 0, 3)).isCloseTo(1.5f, within(1e-6f));
        assertThat(history.share(0, 1, 3)).isLessThan(1);
        assertThat(history.share(0, 3)).isEqualTo(history.share(0, 0, 3));
        assertThat(history.share(2, 3)).isZero();
    }

    @Test
    void aHostIsDrainingFromThenOn() {
        Workload workload = threeVms(0.1);
        List<HostState> seen = new ArrayList<>();
        RebalancerListener listener = new RebalancerListener() {
            @Override
            public void cycled(CycleReport report) {
                Fleet fleet = report.fleet();
                if (fleet != null) {
                    seen.add(fleet.host(Small.A).state());
                }
            }
        };

        Simulation.of(shortOfCpu(workload), workload)
                .withSettings(SimulationSettings.builder()
                        .drains(Map.of(Small.A, Small.after(600)))
                        .build())
                .withListener(listener)
                .run(loop -> loop.balancer(Balancer.none()));

        assertThat(seen)
                .startsWith(HostState.AVAILABLE, HostState.AVAILABLE, HostState.DRAINING)
                .endsWith(HostState.DRAINING);
    }

    @Test
    void theLoopIsHandedOverOnceWhenAllStepsAreOver() {
        Vm vm = Vm.of("web-0", 4, 8e9);
        Workload day = GeneratedWorkload.builder(Instant.parse("2026-01-05T00:00:00Z"), 48)
                .group("web", DemandProfile.of(new Level(0.2)), List.of(vm))
                .build();
        Fleet fleet = Fleet.builder(day.start())
                .host(Host.of("a", 16, 128e9))
                .vm(vm, new HostId("a"))
                .build();
        List<String> heard = new ArrayList<>();
        RebalancerListener listener = new RebalancerListener() {
            @Override
            public void cycled(CycleReport report) {
                heard.add("cycle");
            }
        };

        Simulation.of(fleet, day)
                .withEnd(loop -> heard.add("end with " + loop.alarms().size() + " alarms"))
                .withListener(listener)
                .run(loop -> loop.forecaster(new LastValue()));

        assertThat(heard).hasSizeGreaterThan(2).endsWith("cycle", "end with 0 alarms");
        assertThat(heard.subList(0, heard.size() - 1)).containsOnly("cycle");
    }

    @Test
    void aCrowdedHostIsRelievedAndNothingComesBack() {
        ResourceSet resources = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        List<Vm> vms = IntStream.range(0, 12)
                .mapToObj(i -> Vm.of(new VmId("web-" + i), ResourceVector.of(resources, 4, 8e9)))
                .toList();
        Workload day = GeneratedWorkload.builder(Instant.parse("2026-01-05T00:00:00Z"), 288)
                .group("web", DemandProfile.of(new Level(0.2), new DailyCycle(14, 0.5), new Noise(0.2)), vms)
                .build();
        Fleet.Builder fleet = Fleet.builder(day.start());
        List.of("a", "b", "c")
                .forEach(host -> fleet.host(Host.of(new HostId(host), ResourceVector.of(resources, 16, 128e9))));
        vms.forEach(vm -> fleet.vm(vm, new HostId("a")));

        SimulationResult result = Simulation.of(fleet.build(), day).run(loop -> loop.forecaster(new LastValue()));

        assertThat(result.figures().contendedShare()).isLessThan(0.02);
        assertThat(result.figures().pingPong()).isZero();
        assertThat(result.violatedRules()).isEmpty();
    }

    private static SimulationResult run(Workload workload, SimulationSettings settings, Balancer balancer) {
        Fleet.Builder fleet = Fleet.builder(Small.START)
                .hosts(List.of(Small.host(Small.A), Small.host(Small.B), Small.host(Small.C)));
        workload.vms().forEach(vm -> fleet.vm(vm, Small.A));
        return Simulation.of(fleet.build(), workload).withSettings(settings).run(loop -> loop.balancer(balancer));
    }

    private static final SimulationSettings SLEEPING =
            SimulationSettings.builder().emptyHosts(EmptyHosts.SLEEP).build();

    @Test
    void aHostWithoutLoadSleepsAndWakesWithoutDelay() {
        TableWorkload workload = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 4, 2);

        SimulationResult result = run(workload, SLEEPING, new Script().migrate(300, Small.V1, Small.A, Small.B));

        UtilizationHistory utilization = result.utilization();
        assertThat(utilization.hosts()).containsExactly(Small.A, Small.B, Small.C);
        assertThat(utilization.times())
                .containsExactly(Small.after(0), Small.after(300), Small.after(600), Small.after(900));
        assertThat(shares(utilization, 0)).containsExactly(0.5f, 0.5f, Float.NaN, Float.NaN);
        assertThat(shares(utilization, 1)).containsExactly(Float.NaN, Float.NaN, 0.5f, 0.5f);
        assertThat(shares(utilization, 2)).containsOnly(Float.NaN);
        // Host a works for 400 s at 116 W, host b for 100 s at 5 % and for 500 s at 50 %.
        assertThat(result.figures().energyKwh())
                .isEqualTo((400 * 116 + 100 * (93.7 + 97) / 2 + 500 * 116) / 3.6e6, within(1e-9));
    }

    @Test
    void withoutSleepAnEmptyHostShowsZeroUtilization() {
        TableWorkload workload = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 2, 2);

        SimulationResult result = run(workload, SimulationSettings.DEFAULT, Balancer.none());

        assertThat(shares(result.utilization(), 1)).containsExactly(0, 0);
    }

    private static float[] shares(UtilizationHistory utilization, int host) {
        float[] shares = new float[utilization.times().size()];
        for (int time = 0; time < shares.length; time++) {
            shares[time] = utilization.share(host, time);
        }
        return shares;
    }

    @Test
    void aVmThatDemandsNothingLeavesForGood() {
        TableWorkload workload =
                new TableWorkload(Small.STEP).vm(Small.vm(Small.V1), 1, 0, 2, 2).steady(Small.vm(Small.V2), 4, 1);

        SimulationResult result = run(
                workload, SimulationSettings.builder().idleVms(IdleVms.LEAVE).build(), Balancer.none());

        assertThat(result.finalFleet().vms()).extracting(Vm::id).containsExactly(Small.V2);
        assertThat(shares(result.utilization(), 0)).containsExactly(0.5f, 0.25f, 0.25f, 0.25f);
    }

    @Test
    void aVmThatDemandsNothingStaysUnlessToldOtherwise() {
        TableWorkload workload = new TableWorkload(Small.STEP).vm(Small.vm(Small.V1), 1, 0, 2, 2);

        SimulationResult result = run(workload, SimulationSettings.DEFAULT, Balancer.none());

        assertThat(result.finalFleet().vms()).hasSize(1);
        assertThat(shares(result.utilization(), 0)).containsExactly(0.25f, 0, 0.5f, 0.5f);
    }

    @Test
    void aVmThatLeavesCanNoLongerBeMigrated() {
        TableWorkload workload =
                new TableWorkload(Small.STEP).vm(Small.vm(Small.V1), 1, 0, 0, 0).steady(Small.vm(Small.V2), 4, 1);
        Balancer late = new Script().migrate(300, Small.V2, Small.A, Small.B);

        SimulationResult result = run(
                workload, SimulationSettings.builder().idleVms(IdleVms.LEAVE).build(), late);

        assertThat(result.figures().migrationsCompleted()).isEqualTo(1);
        assertThat(result.finalFleet().placement().hostByVm()).containsOnlyKeys(Small.V2);
    }

    @Test
    void whatIsRecordedTellsWhyAndHow() {
        TableWorkload workload = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 4, 2);

        SimulationResult result =
                run(workload, SimulationSettings.DEFAULT, new Script().migrate(300, Small.V1, Small.A, Small.B));

        assertThat(result.migrations()).singleElement().satisfies(record -> {
            assertThat(record.start()).isEqualTo(Small.after(300));
            assertThat(record.elapsed()).isEqualTo(Small.COPYING);
            assertThat(record.outcome()).isInstanceOf(MigrationOutcome.Completed.class);
            assertThat(record.reasons()).hasSize(1);
        });
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void theLoopIsAskedInEachStepButTheLast() {
        TableWorkload workload = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 5, 2);
        List<Instant> cycles = new ArrayList<>();
        List<Simulation.Progress> progress = new ArrayList<>();

        Simulation.of(Small.fleet(workload, Small.A).build(), workload)
                .withProgress(progress::add)
                .withListener(new RebalancerListener() {
                    @Override
                    public void cycled(CycleReport report) {
                        cycles.add(report.at());
                    }
                })
                .run(loop -> loop.balancer(Balancer.none()));

        assertThat(cycles).containsExactly(Small.after(0), Small.after(300), Small.after(600), Small.after(900));
        assertThat(progress).hasSize(5).last().isEqualTo(new Simulation.Progress(5, 5));
    }

    @Test
    void theListenerHearsOfEachMigration() {
        TableWorkload workload = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 5, 2);
        List<MigrationReport> heard = new ArrayList<>();

        Simulation.of(Small.fleet(workload, Small.A).build(), workload)
                .withListener(new RebalancerListener() {
                    @Override
                    public void migrated(MigrationReport report) {
                        heard.add(report);
                    }
                })
                .run(loop -> loop.balancer(new Script().migrate(0, Small.V1, Small.A, Small.C)));

        assertThat(heard).singleElement().matches(MigrationReport::isSuccess);
    }

    @Test
    void aLoopThatOnlyRecommendsMigratesNothing() {
        TableWorkload workload = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 5, 2);

        SimulationResult result = Simulation.of(Small.fleet(workload, Small.A).build(), workload)
                .run(loop -> loop.balancer(new Script().migrate(0, Small.V1, Small.A, Small.C))
                        .mode(Mode.RECOMMEND));

        assertThat(result.migrations()).isEmpty();
        assertThat(result.finalFleet().placement().hostOf(Small.V1)).isEqualTo(Small.A);
    }

    @Test
    void aLoopWithoutForecasterIsRefused() {
        TableWorkload workload = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 5, 2);
        Simulation simulation = Simulation.of(Small.fleet(workload, Small.A).build(), workload);

        assertThatThrownBy(() -> simulation.run(UnaryOperator.identity()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forecaster");
    }

    @Test
    void equalInputsGiveEqualResultsOnAnyNumberOfThreads() throws Exception {
        RandomWorld world = RandomWorld.of(7);
        UnaryOperator<RebalancerBuilder> wiring =
                loop -> loop.forecaster(new LastValue()).settings(PredictiveSettings.DEFAULT);

        SimulationResult first = world.simulation().run(wiring);
        assertThat(first.migrations()).isNotEmpty();
        assertSame(world.simulation().run(wiring), first);
        for (int threads : new int[] {1, 3, 8}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertSame(
                        pool.submit(() -> RandomWorld.of(7).simulation().run(wiring))
                                .get(),
                        first);
            } finally {
                pool.shutdown();
            }
        }
    }

    private static void assertSame(SimulationResult actual, SimulationResult expected) {
        assertThat(actual.figures()).isEqualTo(expected.figures());
        assertThat(actual.migrations()).isEqualTo(expected.migrations());
        assertThat(actual.notes()).isEqualTo(expected.notes());
        assertThat(actual.outcome()).isNotNull().isEqualTo(expected.outcome());
        assertThat(actual.finalFleet().placement())
                .isEqualTo(expected.finalFleet().placement());
        for (int host = 0; host < expected.utilization().hosts().size(); host++) {
            assertThat(shares(actual.utilization(), host)).isEqualTo(shares(expected.utilization(), host));
        }
    }

    @Test
    void anotherSeedGivesAnotherDay() {
        UnaryOperator<RebalancerBuilder> wiring = loop -> loop.balancer(Balancer.none());

        assertThat(RandomWorld.of(7).simulation().run(wiring).figures())
                .isNotEqualTo(RandomWorld.of(8).simulation().run(wiring).figures());
    }
}
