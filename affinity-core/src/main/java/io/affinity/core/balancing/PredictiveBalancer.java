// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.contention.ScenarioModel;
import io.affinity.core.flight.Flight;
import io.affinity.core.flight.Stage;
import io.affinity.core.forecasting.Evidence;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.risk.PlacementEvaluator;
import io.affinity.core.search.HardRules;
import io.affinity.core.storage.SnapshotFormat;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.SolveLimits;
import io.affinity.spi.risk.RiskReport;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks ahead: forecasts all demand, sees which hosts will be short, scores the VMs, searches a better placement and plans
 * the way there. Each stage is a function of the one before.
 */
public final class PredictiveBalancer implements Balancer {

    private static final SnapshotFormat FORMAT = new SnapshotFormat(0x41465343, 1);

    /** Steps after which the search runs without any other cause: soft rules may have become cheaper to keep. */
    private static final int SOFT_RULE_STEPS = 12;

    /** So many steps ahead a shortage is near, */
    private static final int STEPS_TO_RESCUE = 3;

    /** and so probable it is as good as certain: the cooldown does not count then. */
    private static final double RESCUE_PROBABILITY = 0.5;

    private final DecisionStages stages;
    private final PlacementSolver solver;
    private final RuleKeeper keeper;
    private final PredictiveSettings settings;
    private DynamicAffinity affinity;
    private @Nullable ScenarioModel scenarioModel;

    public PredictiveBalancer(DecisionStages stages, PredictiveSettings settings) {
        this.stages = stages;
        this.solver = new RecountedSolver(stages.solver());
        this.keeper = new RuleKeeper(stages.solver(), stages.terms(), stages.planner(), settings);
        this.settings = settings;
        this.affinity = new DynamicAffinity(settings.affinity());
    }

    @Override
    public Decision decide(Situation situation) {
        Fleet fleet = situation.fleet();
        if (fleet.vms().isEmpty()) {
            return Decision.nothing(situation);
        }
        int steps = steps(situation.history().step());
        FleetForecast forecast =
                Flight.stage(Stage.FORECAST, () -> stages.forecaster().forecast(fleet, situation.history(), steps));
        ScenarioModel model = scenarioModel == null ? newScenarios(steps) : scenarioModel;
        scenarioModel = model;
        Scenarios scenarios = Flight.stage(Stage.CONTENTION, () -> model.build(forecast));
        ContentionForecast contention =
                Flight.stage(Stage.CONTENTION, () -> stages.contention().estimate(scenarios, fleet.placement()));
        RiskReport risk = PlacementEvaluator.evaluatePlacement(contention, stages.scorer());
        EvidencedDemand measured = EvidencedDemand.of(scenarios, forecast);
        Overload.Removed avoidable = Overload.remove(measured.scenarios());
        Decision.Outlook ahead = new Decision.Outlook(forecast, contention, risk, avoidable.worst(), null);
        BitSet unmeasured = unmeasured(forecast);
        boolean isInTheWay = !unmeasured.isEmpty() && situation.mustBeMended();
        boolean isFirst = isInTheWay && unmeasured.stream().anyMatch(new HardRules(fleet)::isMisplaced);
        Decision mended = isFirst ? mend(situation, scenarios, unmeasured, ahead) : new Decision(nothing(fleet), ahead);
        if (!mended.plan().isEmpty() || !hasCause(situation, risk)) {
            return mended;
        }
        Decision found = search(situation, ahead, avoidable.scenarios(), measured.doubtful());
        // Nobody knows how full hosts are where others are not measured, but somebody has to leave.
        Decision last = isInTheWay && !isFirst && found.plan().isEmpty()
                ? mend(situation, scenarios, unmeasured, ahead)
                : found;
        return last.plan().isEmpty() ? found : last;
    }

    private Decision search(Situation situation, Decision.Outlook ahead, Scenarios scenarios, Set<HostId> doubtful) {
        Fleet fleet = situation.fleet();
        // While all hosts together may be short, none is to be saved.
        Set<VmId> reliefOnly = ahead.overload() == null
                ? littleKnown(ahead.forecast())
                : fleet.placement().hostByVm().keySet();
        PlacementProblem problem = PlacementProblem.builder(affinity.addTo(scenarios, situation), settings.weights())
                .migrationCosts(migrationCosts(situation, ahead, scenarios))
                .bannedTargets(situation.bannedTargets(fleet.observedAt().minus(settings.returnBan())))
                .closedHosts(situation.closedBesides(doubtful))
                .allowances(new BudgetLedger(fleet, situation.past()).allowances())
                .reliefOnly(reliefOnly)
                .terms(stages.terms())
                .build();
        ReachablePlacement found = adjustPlacement(problem);
        return new Decision(found.plan(), ahead.with(found.search()));
    }

    private static MigrationPlan nothing(Fleet fleet) {
        return MigrationPlan.empty(fleet.observedAt());
    }

    /** Nothing may follow from what is made up of a VM, but rules hold for it too: the promises made to it say where it may go. */
    private Decision mend(Situation situation, Scenarios scenarios, BitSet unmeasured, Decision.Outlook ahead) {
        RuleKeeper.Mending mending =
                keeper.mend(situation, PromisedDemand.of(situation.history(), scenarios, v -> !unmeasured.get(v)));
        return new Decision(mending.plan(), ahead.with(mending.search()));
    }

    private static BitSet unmeasured(FleetForecast forecast) {
        BitSet unmeasured = new BitSet();
        for (int v = 0; v < forecast.fleet().vms().size(); v++) {
            unmeasured.set(v, EvidencedDemand.evidence(forecast, v) == Evidence.NONE);
        }
        return unmeasured;
    }

    private int steps(Duration step) {
        return (int) Math.max(1, settings.horizon().dividedBy(step));
    }

    private ScenarioModel newScenarios(int steps) {
        return stages.scenarios().create(settings.scenarios(), steps, settings.seed());
    }

    /** {@return what was learned of scenarios and dependences, as bytes; null if that is nothing yet} */
    byte @Nullable [] encode(Duration step) {
        ScenarioModel known = scenarioModel;
        if (known == null) {
            return null;
        }
        return FORMAT.encode(madeWith(known, step), out -> {
            known.write(out);
            affinity.write(out);
        });
    }

    /** Goes on with what was encoded; with nothing, where this throws. */
    void restore(byte[] bytes, Duration step) throws SnapshotFormatException {
        ScenarioModel restored = newScenarios(steps(step));
        DynamicAffinity dependences = new DynamicAffinity(settings.affinity());
        scenarioModel = FORMAT.decode(bytes, madeWith(restored, step), in -> {
            read(restored, in);
            dependences.read(in);
            return restored;
        });
        affinity = dependences;
    }

    /** The model may be a plug-in: what it throws must not end the control loop before its first cycle. */
    private static void read(ScenarioModel model, DataInputStream in) throws IOException {
        try {
            model.read(in);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("its scenarios cannot be read: " + e.getMessage(), e);
        }
    }

    private String madeWith(ScenarioModel scenarios, Duration step) {
        return scenarios.madeWith() + ", steps of " + step + " and affinities of " + settings.affinity();
    }

    private boolean hasCause(Situation situation, RiskReport risk) {
        return (settings.cause() == Cause.FORECASTS && isSearchWorthwhile(situation, risk)) || situation.mustBeMended();
    }

    private boolean isSearchWorthwhile(Situation situation, RiskReport risk) {
        return settings.weights().activeHost() > 0
                || settings.weights().imbalance() > 0
                || !risk.above(settings.threshold()).isEmpty()
                || situation.history().slot() % SOFT_RULE_STEPS == 0;
    }

    /** {@code AdjustVMPlacement} of the specification: VMs at risk get hosts with capacity and low predicted contention. */
    private ReachablePlacement adjustPlacement(PlacementProblem problem) {
        return ReachablePlacement.search(
                solver, stages.planner(), problem, SolveLimits.of(settings.iterations(), settings.seed()));
    }

    private static Set<VmId> littleKnown(FleetForecast forecast) {
        Set<VmId> vms = new HashSet<>();
        for (int v = 0; v < forecast.fleet().vms().size(); v++) {
            if (EvidencedDemand.evidence(forecast, v).compareTo(Evidence.ENOUGH) < 0) {
                vms.add(forecast.fleet().vms().get(v).id());
            }
        }
        return vms;
    }

    private Map<VmId, Double> migrationCosts(Situation situation, Decision.Outlook ahead, Scenarios scenarios) {
        Fleet fleet = situation.fleet();
        FleetForecast forecast = ahead.forecast();
        HardRules rules = new HardRules(fleet);
        Instant rested = fleet.observedAt().minus(settings.cooldown());
        boolean[] needsRescue = needsRescue(ahead.contention());
        BitSet isBorrowedReason = BorrowedDemand.isOnlyReason(scenarios, forecast);
        Map<VmId, Double> costs = new LinkedHashMap<>();
        for (int v = 0; v < fleet.vms().size(); v++) {
            VmId vm = fleet.vms().get(v).id();
            int host = fleet.hostIndexOf(v);
            // Where a migration failed, the VM is still on its source, and another attempt waits for the cooldown.
            boolean isRescue = needsRescue[host]
                    && situation
                            .past()
                            .wasMigratedTo(vm, fleet.hosts().get(host).id());
            boolean isMisplaced = rules.isMisplaced(v);
            boolean mayMigrate = (settings.cause() == Cause.FORECASTS || isMisplaced)
                    && EvidencedDemand.evidence(forecast, v).compareTo(isMisplaced ? Evidence.LITTLE : Evidence.SOME)
                            >= 0
                    && !situation.held().contains(vm)
                    && (isMisplaced || !isBorrowedReason.get(host))
                    && (isRescue || !situation.past().wasMigratedSince(vm, rested));
            costs.put(
                    vm,
                    mayMigrate
                            ? MigrationPlanner.price(
                                    stages.planner().estimate(fleet, vm).elapsed())
                            : Double.POSITIVE_INFINITY);
        }
        return costs;
    }

    /** The cooldown is against going to and fro. It must not keep VMs on a host that is all but certain to be short soon. */
    private static boolean[] needsRescue(ContentionForecast contention) {
        Fleet fleet = contention.fleet();
        boolean[] needs = new boolean[fleet.hosts().size()];
        int soon = Math.min(STEPS_TO_RESCUE, contention.steps());
        for (int h = 0; h < needs.length; h++) {
            for (int r = 0; r < fleet.resources().size(); r++) {
                for (int t = 0; t < soon; t++) {
                    needs[h] |= contention.probability(h, r, t) >= RESCUE_PROBABILITY;
                }
            }
        }
        return needs;
    }
}
