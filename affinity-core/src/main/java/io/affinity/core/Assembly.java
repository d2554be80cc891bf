// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Cause;
import io.affinity.core.balancing.DecisionStages;
import io.affinity.core.balancing.PredictiveBalancer;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.RuleKeeper;
import io.affinity.core.balancing.RulesFirst;
import io.affinity.core.balancing.ScenarioKeeper;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.balancing.WithoutReturn;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.execution.PlanValidity;
import io.affinity.core.forecasting.DemandForecaster;
import io.affinity.core.forecasting.FleetModelForecaster;
import io.affinity.core.forecasting.FleetModelForecaster.FleetFits;
import io.affinity.core.forecasting.FleetModelKeeper;
import io.affinity.core.forecasting.ModelForecaster;
import io.affinity.core.forecasting.ModelKeeper;
import io.affinity.core.forecasting.PooledForecaster;
import io.affinity.core.ledger.EarnedForecaster;
import io.affinity.core.ledger.LedgerKeeper;
import io.affinity.core.outcome.DecisionKeeper;
import io.affinity.core.outcome.DecisionLedger;
import io.affinity.core.outcome.DecisionPrices;
import io.affinity.core.outcome.DecisionSettings;
import io.affinity.core.outcome.EarnedBalancer;
import io.affinity.core.outside.OutsideCovariates;
import io.affinity.core.outside.OutsideForecaster;
import io.affinity.core.outside.OutsideKeeper;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.Planner;
import io.affinity.core.storage.Keeper;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a control loop together, as a builder was told. */
final class Assembly {

    private static final double REACTIVE_THRESHOLD = 0.8;

    /** A plan is for the fleet of its step; the next step has a newer one. */
    private static final int VALID_STEPS = 2;

    private final Wiring wanted;
    private final Guard guard = new Guard();
    private @Nullable OutsideCovariates outside;
    private @Nullable DemandForecaster forecaster;

    Assembly(Wiring wanted) {
        this.wanted = wanted;
    }

    Rebalancer rebalancer() {
        WiringCheck.check(wanted);
        outside = wanted.outside == null ? null : wanted.outside.covariates(wanted);
        Telemetry telemetry = require(wanted.telemetry, "source of telemetry", "telemetry(...)");
        Migrator hands = require(wanted.migrator, "migrator", "migrator(...)");
        LedgerKeeper keeper = wanted.balancer == null && wanted.ledger != null
                ? new LedgerKeeper(
                        wanted.snapshots,
                        wanted.ledger,
                        wanted.seasons.isEmpty() ? Duration.ZERO : wanted.seasons.get(0),
                        wanted.step)
                : null;
        DecisionKeeper decisionKeeper = wanted.balancer == null && wanted.keepsDecisions
                ? new DecisionKeeper(wanted.snapshots, decisionLedger())
                : null;
        List<Keeper> others = new ArrayList<>();
        EarnedBalancer earned = wanted.balancer == null
                ? earned(keeper, decisionKeeper, others)
                : EarnedBalancer.unjudged(wanted.balancer);
        return new Rebalancer(
                wanted,
                new Decider(earned, whileLearning(), new Learning(wanted.learn), wanted.settings),
                guard,
                new Foresight(forecaster, outside, events()),
                new Accounts(keeper, decisionKeeper, others),
                telemetry,
                new PlanExecutor(
                        hands,
                        wanted.journal,
                        wanted.limits,
                        wanted.clock,
                        wanted.gates,
                        new PlanValidity(wanted.step.multipliedBy(VALID_STEPS), wanted.nanoTime)));
    }

    private EarnedBalancer earned(
            @Nullable LedgerKeeper keeper, @Nullable DecisionKeeper decisionKeeper, List<Keeper> keepers) {
        DemandForecaster demand = lookingOutside(demand(keepers), keepers);
        forecaster = demand;
        DemandForecaster earned = keeper == null ? demand : new EarnedForecaster(demand, keeper.ledger());
        return new EarnedBalancer(
                predictive(earned, wanted.settings, "scenarios", keepers),
                decisionKeeper == null ? null : decisionKeeper.ledger(),
                predictive(
                        earned, wanted.settings.toBuilder().cause(Cause.RULES).build(), "scenarios-rules", keepers),
                reactiveRule(),
                wanted.settings.returnBan());
    }

    /** By measured load: what is promised may be more than hosts can serve. */
    private Balancer whileLearning() {
        RuleKeeper rules = new RuleKeeper(wanted.solver, wanted.terms, planner(), wanted.settings);
        return wanted.whileLearning == WhileLearning.RELIEVE
                ? new RulesFirst(rules, new WithoutReturn(reactiveRule(), wanted.settings.returnBan()))
                : rules;
    }

    private DemandForecaster lookingOutside(DemandForecaster demand, List<Keeper> keepers) {
        OutsideCovariates covariates = outside;
        if (covariates == null) {
            return demand;
        }
        guard.watch(Note.Part.OUTSIDE_SERIES, covariates::problem);
        if (wanted.snapshots != null) {
            keepers.add(new OutsideKeeper(wanted.snapshots, covariates));
        }
        return new OutsideForecaster(demand, covariates);
    }

    private @Nullable EventSource events() {
        EventSource announced = wanted.events == null ? null : new GuardedEvents(wanted.events, guard);
        OutsideCovariates covariates = outside;
        if (announced == null || covariates == null) {
            return covariates == null ? announced : covariates;
        }
        return new JoinedEvents(announced, covariates);
    }

    private DemandForecaster demand(List<Keeper> keepers) {
        FleetForecaster fleetWide = wanted.fleetForecaster;
        if (fleetWide == null) {
            return models(keepers);
        }
        return wanted.forecaster == null
                ? fleetModels(fleetWide, keepers)
                : new PooledForecaster(models(keepers), fleetModels(fleetWide, keepers));
    }

    private ModelForecaster models(List<Keeper> keepers) {
        ModelForecaster models = new ModelForecaster(
                require(wanted.forecaster, "forecaster", "forecaster(...)"),
                events(),
                wanted.seasons,
                wanted.refitEvery,
                wanted.step);
        guard.watch(Note.Part.FORECASTER, models::problem);
        if (wanted.snapshots != null) {
            keepers.add(new ModelKeeper(wanted.snapshots, models));
        }
        return models;
    }

    private FleetModelForecaster fleetModels(FleetForecaster fleetWide, List<Keeper> keepers) {
        FleetFits fits =
                new FleetFits(wanted.seasons, wanted.refitEvery, wanted.step, wanted.fitBudget, wanted.settings.seed());
        FleetModelForecaster models = new FleetModelForecaster(fleetWide, events(), fits);
        guard.watch(Note.Part.FORECASTER, models::problem);
        if (wanted.snapshots != null) {
            keepers.add(new FleetModelKeeper(wanted.snapshots, models));
        }
        return models;
    }

    private Balancer predictive(DemandForecaster demand, PredictiveSettings how, String key, List<Keeper> keepers) {
        DecisionStages stages = DecisionStages.builder(demand, planner())
                .scenarios(wanted.scenarios)
                .contention(wanted.contention)
                .scorer(wanted.riskScorer)
                .solver(wanted.solver)
                .terms(wanted.terms)
                .build();
        PredictiveBalancer predictive = new PredictiveBalancer(stages, how);
        if (wanted.snapshots != null) {
            keepers.add(new ScenarioKeeper(wanted.snapshots, key, predictive, wanted.step));
        }
        return predictive;
    }

    private Planner planner() {
        return wanted.planner == null ? new MigrationPlanner(wanted.costModel, wanted.limits) : wanted.planner;
    }

    private Balancer reactiveRule() {
        return wanted.reactive == null ? ThresholdBalancer.spreading(REACTIVE_THRESHOLD, planner()) : wanted.reactive;
    }

    private DecisionLedger decisionLedger() {
        return new DecisionLedger(judged(), wanted.step, planner(), wanted.limits, reactiveRule());
    }

    private DecisionSettings judged() {
        DecisionPrices usual = new DecisionPrices(
                wanted.settings.weights().contention(),
                wanted.settings.weights().activeHost());
        DecisionSettings judged = wanted.decisions == null
                ? DecisionSettings.builder().prices(usual).build()
                : wanted.decisions;
        return wanted.demotes && wanted.mode == Mode.AUTOMATIC
                ? judged
                : judged.toBuilder().demotes(false).build();
    }

    private static <T> T require(@Nullable T part, String name, String method) {
        if (part == null) {
            throw new IllegalStateException("A rebalancer needs a " + name + ". Maybe " + method + " was not called.");
        }
        return part;
    }
}
