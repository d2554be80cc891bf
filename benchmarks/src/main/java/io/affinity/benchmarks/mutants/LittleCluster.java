// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.forecast.Forecasters;
import io.affinity.forecast.smoothing.Effort;
import io.affinity.forecast.smoothing.SeasonChoice;
import io.affinity.forecast.smoothing.Trend;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.DemandPattern.DailyCycle;
import io.affinity.simulation.workload.DemandPattern.Level;
import io.affinity.simulation.workload.DemandPattern.Noise;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.SolveLimits;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Eight VMs on three hosts that are too full at noon, whose control loop runs for half a day and is saved now and then. */
final class LittleCluster {

    static final Duration STEP = Duration.ofMinutes(5);
    static final Duration REFIT = Duration.ofHours(2);
    static final List<Duration> SEASONS = List.of(Duration.ofHours(1));
    static final Forecaster FORECASTER =
            Forecasters.holtWinters(Trend.NONE, SeasonChoice.ADDITIVE_IF_COVERED, Effort.QUICK);
    static final PredictiveSettings SETTINGS = PredictiveSettings.builder()
            .horizon(Duration.ofMinutes(30))
            .scenarios(16)
            .affinity(1)
            .iterations(20)
            .build();

    private static final Instant START = Instant.parse("2026-01-05T06:00:00Z");
    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final int VMS = 8;
    private static final int HOSTS = 3;
    private static final int STEPS = 132;
    private static final int STEPS_BETWEEN = 33;
    private static final Duration WINDOW = Duration.ofHours(6);

    private final UnaryOperator<RebalancerBuilder> forecasts;
    private final List<Saved> saved = new ArrayList<>();
    private final List<CycleReport> cycles = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private final List<PlacementProblem> problems = new ArrayList<>();

    private LittleCluster(UnaryOperator<RebalancerBuilder> forecasts) {
        this.forecasts = forecasts;
    }

    /**
     * What a loop left behind.
     *
     * @param snapshots by their keys
     * @param step after which
     */
    record Saved(Map<String, byte[]> snapshots, int step) {}

    /** {@return the cluster after its half day, in which each VM had a model of its own} */
    static LittleCluster run() {
        return run(loop -> loop.forecaster(FORECASTER));
    }

    /** {@return the cluster after its half day, in which all VMs had one model} */
    static LittleCluster runFleetWide(FleetForecaster forecaster) {
        return run(loop -> loop.forecaster(forecaster));
    }

    private static LittleCluster run(UnaryOperator<RebalancerBuilder> forecasts) {
        LittleCluster cluster = new LittleCluster(forecasts);
        cluster.live();
        return cluster;
    }

    List<Saved> saved() {
        return saved;
    }

    List<CycleReport> cycles() {
        return cycles;
    }

    List<Observation> observations() {
        return observations;
    }

    /** {@return what there was to search for} */
    List<PlacementProblem> problems() {
        return problems;
    }

    static Instant time(int step) {
        return START.plus(STEP.multipliedBy(step));
    }

    /** {@return a control loop that lacks its two ends, clock and store} */
    RebalancerBuilder loop() {
        return forecasts.apply(Rebalancer.builder()
                .step(STEP)
                .historyWindow(WINDOW)
                .refitEvery(REFIT)
                .seasons(SEASONS)
                .settings(SETTINGS));
    }

    private void live() {
        Workload workload = workload();
        SimulatedCluster cluster = new SimulatedCluster(fleet(workload), workload, SimulationSettings.DEFAULT);
        MemorySnapshots store = new MemorySnapshots();
        Rebalancer loop = loop().telemetry(cluster.telemetry())
                .migrator(cluster.migrator())
                .clock(cluster.clock())
                .journal(new MemoryJournal())
                .snapshots(store)
                .solver(new Noting())
                .mode(Mode.AUTOMATIC)
                .build();
        for (int step = 0; step < STEPS; step++) {
            while (cluster.clock().instant().isBefore(time(step))) {
                cluster.pass(Duration.ofSeconds(20));
                loop.advance();
            }
            observations.add(cluster.telemetry().observe());
            cycles.add(loop.cycle());
            if (step % STEPS_BETWEEN == STEPS_BETWEEN - 1) {
                loop.save();
                saved.add(new Saved(contents(store), step));
            }
        }
    }

    private static Map<String, byte[]> contents(MemorySnapshots store) {
        Map<String, byte[]> contents = new HashMap<>();
        for (String key : store.keys()) {
            byte[] bytes = store.load(key);
            if (bytes != null) {
                contents.put(key, bytes);
            }
        }
        return contents;
    }

    /** Notes what it is asked. */
    private final class Noting implements PlacementSolver {

        private final PlacementSolver solver = new LocalSearchSolver();

        @Override
        public String name() {
            return solver.name();
        }

        @Override
        public PlacementResult solve(PlacementProblem problem, SolveLimits limits) {
            problems.add(problem);
            return solver.solve(problem, limits);
        }
    }

    private static Workload workload() {
        DemandProfile profile = DemandProfile.of(new Level(0.3), new DailyCycle(13, 0.6, 3, 1), new Noise(0.2));
        List<Vm> vms = IntStream.range(0, VMS)
                .mapToObj(v -> Vm.of(new VmId("vm-" + v), ResourceVector.of(RESOURCES, 4, 8e9)))
                .toList();
        return GeneratedWorkload.builder(START, STEPS + 12)
                .seed(5)
                .step(STEP)
                .history((int) WINDOW.dividedBy(STEP))
                .group("day", profile, vms)
                .build();
    }

    private static Fleet fleet(Workload workload) {
        Fleet.Builder fleet = Fleet.builder(START)
                .topology(Topology.HOST_RACK_ZONE)
                .policies(List.of(new LocationPolicy.AntiAffinity(
                        "apart",
                        Strength.hard(),
                        Scope.CONTINUOUS,
                        Set.of(new VmId("vm-0"), new VmId("vm-7")),
                        TopologyLevel.HOST)))
                .budgets(List.of(new MigrationBudget(new MigrationBudget.Subject.EachVm(), 3, Duration.ofHours(12))));
        for (int h = 0; h < HOSTS; h++) {
            fleet.host(Host.of(new HostId("host-" + h), ResourceVector.of(RESOURCES, 10, 128e9)));
        }
        for (int v = 0; v < VMS; v++) {
            fleet.vm(workload.vms().get(v), new HostId("host-" + v / 4));
        }
        return fleet.build();
    }
}
