// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.contention.ContentionEstimator;
import io.affinity.core.contention.ContentionModel;
import io.affinity.core.contention.ScenarioBuilder;
import io.affinity.core.contention.ScenarioModel;
import io.affinity.core.dependence.OutsideSettings;
import io.affinity.core.ledger.LedgerSettings;
import io.affinity.core.outcome.DecisionSettings;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.Planner;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.OutsideSeries;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.risk.RiskScorer;
import io.affinity.spi.snapshot.SnapshotStore;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Wires a {@link Rebalancer}. Not thread-safe.
 *
 * <p>Required: {@link #telemetry}, {@link #migrator}, and a forecaster, of single series or of whole fleets, or a
 * {@link #balancer}. Defaults: steps of five minutes, two weeks of history, seasons of a day and a week, a refit once a week,
 * {@link PredictiveSettings#DEFAULT}, {@link MigrationLimits#DEFAULT}, {@link Mode#RECOMMEND}, the system's UTC clock, a
 * journal in memory, a ledger of {@link LedgerSettings#DEFAULT} in memory only, and the library's own scorer, solver and cost model.
 */
public final class RebalancerBuilder {

    private final Wiring wiring = new Wiring();

    RebalancerBuilder() {}

    /** What is observed; an object that knows all of it, or one for each part. */
    public RebalancerBuilder telemetry(Telemetry newTelemetry) {
        wiring.telemetry = newTelemetry;
        return this;
    }

    public RebalancerBuilder migrator(Migrator newMigrator) {
        wiring.migrator = newMigrator;
        return this;
    }

    /** One model for each VM and resource; in place of any forecaster before. */
    public RebalancerBuilder forecaster(Forecaster newForecaster) {
        wiring.forecaster = newForecaster;
        wiring.fleetForecaster = null;
        return this;
    }

    /** One model for the whole fleet; in place of any forecaster before. */
    public RebalancerBuilder forecaster(FleetForecaster newForecaster) {
        wiring.fleetForecaster = newForecaster;
        wiring.forecaster = null;
        return this;
    }

    /** One of each, whose forecasts are pooled ({@link io.affinity.core.forecasting.PooledForecaster}); in place of any before. */
    public RebalancerBuilder forecasters(Forecaster single, FleetForecaster fleetWide) {
        wiring.forecaster = single;
        wiring.fleetForecaster = fleetWide;
        return this;
    }

    /** Sets how much work a fit to the whole fleet may be, as {@link FleetRequest#budget}; not asked with single series. */
    public RebalancerBuilder fitBudget(long looksAtValues) {
        wiring.fitBudget = looksAtValues;
        return this;
    }

    /** In place of the predictive balancer; forecaster, scorer, solver and settings are then not used. */
    public RebalancerBuilder balancer(Balancer newBalancer) {
        wiring.balancer = newBalancer;
        return this;
    }

    /** What is known in advance. */
    public RebalancerBuilder events(EventSource source) {
        wiring.events = source;
        return this;
    }

    /**
     * Series that may go ahead of demand, such as sign-ins; which VMs follow which, and how much later, is found from data.
     *
     * @param own what forecasts the series themselves
     * @throws IllegalArgumentException if a name is there twice, or there are more than 64
     */
    public RebalancerBuilder outside(List<? extends OutsideSeries> series, Forecaster own, OutsideSettings how) {
        wiring.outside = series.isEmpty() ? null : new OutsideWiring(List.copyOf(series), own, how);
        return this;
    }

    /** What matters about a placement besides demand, policies and the weights of the settings; costs or rules of one's own. */
    public RebalancerBuilder terms(List<PlacementTerm> placementTerms) {
        wiring.terms = List.copyOf(placementTerms);
        return this;
    }

    /** In place of {@link ExpectedShortfallScorer}. */
    public RebalancerBuilder riskScorer(RiskScorer scorer) {
        wiring.riskScorer = scorer;
        return this;
    }

    public RebalancerBuilder solver(PlacementSolver newSolver) {
        wiring.solver = newSolver;
        return this;
    }

    /** What makes joint futures out of forecasts, in place of {@link ScenarioBuilder}. */
    public RebalancerBuilder scenarios(ScenarioModel.Factory factory) {
        wiring.scenarios = factory;
        return this;
    }

    /** What says how scenarios turn out for hosts, in place of {@link ContentionEstimator}. */
    public RebalancerBuilder contention(ContentionModel model) {
        wiring.contention = model;
        return this;
    }

    /** What orders migrations in time, in place of {@link MigrationPlanner}; the cost model is then not used. */
    public RebalancerBuilder planner(Planner newPlanner) {
        wiring.planner = newPlanner;
        return this;
    }

    public RebalancerBuilder costModel(MigrationCostModel model) {
        wiring.costModel = model;
        return this;
    }

    /** Where migrations are written down. What {@link #build} finds there counts for cooldowns, bans and budgets. */
    public RebalancerBuilder journal(MigrationJournal newJournal) {
        wiring.journal = newJournal;
        return this;
    }

    public RebalancerBuilder limits(MigrationLimits newLimits) {
        wiring.limits = newLimits;
        return this;
    }

    /** Who is asked before each start, in this order, after the rules were checked; nobody by default. */
    public RebalancerBuilder gates(List<Gate> newGates) {
        wiring.gates = List.copyOf(newGates);
        return this;
    }

    public RebalancerBuilder settings(PredictiveSettings newSettings) {
        wiring.settings = newSettings;
        return this;
    }

    /** How forecasts are judged; one that does not earn its place falls back to a reference. Not asked with {@link #balancer}. */
    public RebalancerBuilder ledger(LedgerSettings newSettings) {
        wiring.ledger = newSettings;
        return this;
    }

    /** Keeps no score, and uses every forecast as it comes. */
    public RebalancerBuilder withoutLedger() {
        wiring.ledger = null;
        return this;
    }

    /**
     * How decisions are judged, and whether forecasts that do harm lose their place. By default, those of
     * {@link DecisionSettings#DEFAULT}, where a host costs what the weights of {@link #settings} say. No account is kept with
     * {@link #balancer}; below {@link Mode#AUTOMATIC} it is one of what operators do, and nothing follows from it.
     */
    public RebalancerBuilder decisions(DecisionSettings newSettings) {
        wiring.decisions = newSettings;
        wiring.keepsDecisions = true;
        return this;
    }

    /** Keeps the account of decisions, and goes by forecasts whatever it says. */
    public RebalancerBuilder withoutDemotion() {
        wiring.demotes = false;
        return this;
    }

    /** Keeps no account of decisions. */
    public RebalancerBuilder withoutDecisionLedger() {
        wiring.keepsDecisions = false;
        return this;
    }

    /**
     * The rule that forecasts are set against, and that decides where they lose their place; one without state. By default, hosts
     * above 80 % give VMs away to the least utilized.
     */
    public RebalancerBuilder reactive(Balancer newBalancer) {
        wiring.reactive = newBalancer;
        return this;
    }

    /** Where what was learned survives a restart; nowhere by default. It is read by {@link #build}. */
    public RebalancerBuilder snapshots(SnapshotStore store) {
        wiring.snapshots = store;
        return this;
    }

    public RebalancerBuilder mode(Mode newMode) {
        wiring.mode = newMode;
        return this;
    }

    /** Sets the time between two cycles: whole milliseconds, at most 365 days. */
    public RebalancerBuilder step(Duration newStep) {
        wiring.step = newStep;
        return this;
    }

    /** Sets how much of the past is kept for each VM, at least 12 steps; four bytes a step for each resource. */
    public RebalancerBuilder historyWindow(Duration window) {
        wiring.historyWindow = window;
        return this;
    }

    /**
     * Sets how much of the past must be known, before or after a restart, until anything is forecast; not negative. Until then, only
     * broken rules and hosts to be emptied are cause to migrate, whichever balancer there is, unless {@code meanwhile} allows more. Zero
     * by default: then what little is known is believed from the first step on, as far as its own evidence goes.
     */
    public RebalancerBuilder learn(Duration past, WhileLearning meanwhile) {
        wiring.learn = past;
        wiring.whileLearning = meanwhile;
        return this;
    }

    /** Sets the lengths of the seasons that demand may have; forecasts are measured against the first. */
    public RebalancerBuilder seasons(List<Duration> newSeasons) {
        wiring.seasons = List.copyOf(newSeasons);
        return this;
    }

    public RebalancerBuilder refitEvery(Duration period) {
        wiring.refitEvery = period;
        return this;
    }

    /** A clock that alone tells how old a plan is, such as that of a simulation. */
    public RebalancerBuilder clock(InstantSource source) {
        return clock(source, () -> 0);
    }

    /**
     * The time; that of the system unless this is called.
     *
     * @param nanoTime nanoseconds since any moment, which never decrease: they tell how old a plan is, also where the clock is set back
     */
    public RebalancerBuilder clock(InstantSource source, LongSupplier nanoTime) {
        wiring.clock = source;
        wiring.nanoTime = nanoTime;
        return this;
    }

    /** How {@link Rebalancer#execute} waits between two looks at the migrations under way. */
    public RebalancerBuilder pause(Pause newPause) {
        wiring.pause = newPause;
        return this;
    }

    public RebalancerBuilder listener(RebalancerListener newListener) {
        wiring.listener = newListener;
        return this;
    }

    /**
     * Checks that nothing required is missing.
     *
     * @throws IllegalStateException naming what is missing
     * @throws IllegalArgumentException if the step is not a whole number of milliseconds, from 1 ms to 365 days, the history is
     *     shorter than 12 steps, a refit comes before a step is over, the time to learn is negative or longer than the history, a season
     *     is shorter than two steps, or the horizon than one
     */
    public Rebalancer build() {
        return new Assembly(wiring).rebalancer();
    }
}
