// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static io.affinity.core.fixture.SmallFleet.STEP;

import io.affinity.core.execution.HeldBack;
import io.affinity.core.forecasting.Evidence;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.core.history.DemandRecorder;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A situation to decide on: a fleet, what its VMs want now and will want, and what happened before. */
final class Scene {

    static final MigrationPlanner PLANNER = new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT);

    private final Fleet fleet;
    private final double[] cores;
    private int calmSteps;
    private final List<double[]> before = new ArrayList<>();
    private final Set<VmId> underWay = new HashSet<>();
    private final Map<VmId, Evidence> evidence = new HashMap<>();
    private final Map<VmId, Double> borrowing = new HashMap<>();
    private final MigrationMemory past = new MigrationMemory(Duration.ofDays(7), STEP);

    /** VM {@code v} wants {@code cores[v]}, now and ever after, and no memory worth mentioning. */
    Scene(Fleet fleet, double... cores) {
        this.fleet = fleet;
        this.cores = cores;
    }

    /** The VMs want a core each for so many steps, and what was said from then on. */
    Scene calmFor(int steps) {
        calmSteps = steps;
        return this;
    }

    Scene underWay(VmId vm) {
        underWay.add(vm);
        return this;
    }

    Scene unreliable(VmId vm) {
        return withEvidence(Evidence.NONE, vm);
    }

    Scene withEvidence(Evidence of, VmId vm) {
        evidence.put(vm, of);
        return this;
    }

    /** What is forecast of this VM is what others do; it wants these cores now. */
    Scene borrowing(VmId vm, double now) {
        borrowing.put(vm, now);
        return withEvidence(Evidence.SOME, vm);
    }

    MigrationMemory past() {
        return past;
    }

    /** The VMs wanted these cores in the steps before, one row a step, the oldest first. */
    Scene before(double[]... rows) {
        before.addAll(Arrays.asList(rows));
        return this;
    }

    Situation situation() {
        DemandRecorder history = new DemandRecorder(STEP, 12);
        for (int i = 0; i < before.size(); i++) {
            Instant at = fleet.observedAt().minus(STEP.multipliedBy(before.size() - i));
            history.record(Observation.of(fleetAt(at), demand(before.get(i))));
        }
        double[] now = demand(cores);
        borrowing.forEach((vm, own) -> now[2 * fleet.indexOf(vm)] = own);
        history.record(Observation.of(fleet, now));
        return new Situation(fleet, history, underWay, past.past(), HeldBack.NONE);
    }

    private Fleet fleetAt(Instant time) {
        Fleet.Builder builder = Fleet.builder(time).hosts(fleet.hosts());
        fleet.vms().forEach(vm -> builder.vm(vm, fleet.placement().hostOf(vm.id())));
        return builder.build();
    }

    private static double[] demand(double[] cores) {
        double[] demand = new double[2 * cores.length];
        for (int v = 0; v < cores.length; v++) {
            demand[2 * v] = cores[v];
        }
        return demand;
    }

    Decision decide(PredictiveSettings settings) {
        DecisionStages stages = DecisionStages.builder((f, history, steps) -> forecast(history, steps), PLANNER)
                .build();
        return new PredictiveBalancer(stages, settings).decide(situation());
    }

    private FleetForecast forecast(DemandHistory history, int steps) {
        List<SeriesForecast> series = new ArrayList<>();
        for (int v = 0; v < cores.length; v++) {
            Evidence known = evidence.getOrDefault(fleet.vms().get(v).id(), Evidence.ENOUGH);
            double[] mean = new double[steps];
            Arrays.fill(mean, cores[v]);
            Arrays.fill(mean, 0, calmSteps, Math.min(1, cores[v]));
            double[] none = new double[steps];
            Basis basis = borrowing.containsKey(fleet.vms().get(v).id()) ? Basis.BORROWED : Basis.MODEL;
            series.add(new SeriesForecast(of(mean), null, known, basis));
            series.add(new SeriesForecast(of(none), null, true));
        }
        return borrowing.isEmpty() ? FleetForecast.of(fleet, 0, series) : FleetForecast.of(fleet, history, series);
    }

    private Forecast of(double[] mean) {
        return Forecast.of(fleet.observedAt(), STEP, QuantileLevels.of(0.5), mean, mean);
    }

    /** {@return the migrations as words} */
    static List<String> words(Decision decision) {
        return decision.plan().migrations().stream()
                .map(PlannedMigration::migration)
                .map(m -> m.vm() + " " + m.source() + ">" + m.target())
                .toList();
    }
}
