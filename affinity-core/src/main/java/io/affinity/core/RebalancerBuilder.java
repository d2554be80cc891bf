package io.affinity.core;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Cause;
import io.affinity.core.balancing.PredictiveBalancer;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.ScenarioKeeper;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.forecasting.DemandForecaster;
import io.affinity.core.forecasting.FleetModelForecaster;
import io.affinity.core.forecasting.FleetModelForecaster.FleetFits;
import io.affinity.core.forecasting.FleetModelKeeper;
import io.affinity.core.forecasting.ModelForecaster;
import io.affinity.core.forecasting.ModelKeeper;
import io.affinity.core.ledger.EarnedForecaster;
import io.affinity.core.ledger.LedgerKeeper;
import io.affinity.core.ledger.LedgerSettings;
import io.affinity.core.outcome.DecisionKeeper;
import io.affinity.core.outcome.DecisionLedger;
import io.affinity.core.outcome.DecisionPrices;
import io.affinity.core.outcome.DecisionSettings;
import io.affinity.core.outcome.EarnedBalancer;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.core.storage.Keeper;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.risk.RiskScorer;
import io.affinity.spi.snapshot.SnapshotStore;
import io.affinity.spi.telemetry.TelemetrySource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Wires a {@link Rebalancer}. Not thread-safe.
 *
 * <p>Required: {@link #telemetry}, {@link #migrator}, and a forecaster, of single series or of whole fleets, or a
 * {@link #balancer}. Defaults: steps of five minutes, two weeks of history, seasons of a day and a week, a refit once a week,
 * {@link PredictiveSettings#DEFAULT}, {@link MigrationLimits#DEFAULT}, {@link Mode#RECOMMEND}, the system's UTC clock, a
 * journal in memory, a ledger of {@link LedgerSettings#DEFAULT} in memory only, and the library's own scorer, solver and cost model.
 */
public final class RebalancerBuilder {

    private static final double REACTIVE_THRESHOLD = 0.8;

    Duration step = Duration.ofMinutes(5);
    Mode mode = Mode.RECOMMEND;
    InstantSource clock = InstantSource.system();
    Duration pollInterval = Duration.ofMillis(500);
    Pause pause = duration -> Thread.sleep(duration.toMillis());
    RebalancerListener listener = new RebalancerListener() {};
    private Duration historyWindow = Duration.ofDays(14);
    private Duration refitEvery = Duration.ofDays(7);
    private List<Duration> seasons = List.of(Duration.ofDays(1), Duration.ofDays(7));
    private @Nullable TelemetrySource telemetry;
    private @Nullable Migrator migrator;
    private @Nullable Forecaster forecaster;
    private @Nullable FleetForecaster fleetForecaster;
    private long fitBudget = FleetRequest.DEFAULT_BUDGET;
    private @Nullable Balancer balancer;
    private @Nullable EventSource events;
    private RiskScorer riskScorer = new ExpectedShortfallScorer();
    private PlacementSolver solver = new LocalSearchSolver();
    private List<PlacementTerm> terms = List.of();
    private MigrationCostModel costModel = new PreCopyModel();
    private MigrationJournal journal = new MemoryJournal();
    private MigrationLimits limits = MigrationLimits.DEFAULT;
    private PredictiveSettings settings = PredictiveSettings.DEFAULT;
    private @Nullable LedgerSettings ledger = LedgerSettings.DEFAULT;
    private @Nullable DecisionSettings decisions;
    private boolean keepsDecisions = true;
    private boolean demotes = true;
    private @Nullable Balancer reactive;
    private @Nullable SnapshotStore snapshots;

    RebalancerBuilder() {}

    public RebalancerBuilder telemetry(TelemetrySource source) {
        telemetry = source;
        return this;
    }

    public RebalancerBuilder migrator(Migrator newMigrator) {
        migrator = newMigrator;
        return this;
    }

    /** One model for each VM and resource; in place of any forecaster before. */
    public RebalancerBuilder forecaster(Forecaster newForecaster) {
        forecaster = newForecaster;
        fleetForecaster = null;
        return this;
    }

    /** One model for the whole fleet; in place of any forecaster before. */
    public RebalancerBuilder forecaster(FleetForecaster newForecaster) {
        fleetForecaster = newForecaster;
        forecaster = null;
        return this;
    }

    /** Sets how much work a fit to the whole fleet may be, as {@link FleetRequest#budget}; not asked with single series. */
    public RebalancerBuilder fitBudget(long looksAtValues) {
        fitBudget = looksAtValues;
        return this;
    }

    /** In place of the predictive balancer; forecaster, scorer, solver and settings are then not used. */
    public RebalancerBuilder balancer(Balancer newBalancer) {
        balancer = newBalancer;
        return this;
    }

    /** What is known in advance. */
    public RebalancerBuilder events(EventSource source) {
        events = source;
        return this;
    }

    /** What matters about a placement besides demand, policies and the weights of the settings; costs or rules of one's own. */
    public RebalancerBuilder terms(List<PlacementTerm> placementTerms) {
        terms = List.copyOf(placementTerms);
        return this;
    }

    /** In place of {@link ExpectedShortfallScorer}. */
    public RebalancerBuilder riskScorer(RiskScorer scorer) {
        riskScorer = scorer;
        return this;
    }

    public RebalancerBuilder solver(PlacementSolver newSolver) {
        solver = newSolver;
        return this;
    }

    public RebalancerBuilder costModel(MigrationCostModel model) {
        costModel = model;
        return this;
    }

    /** Where migrations are written down. What {@link #build} finds there counts for cooldowns, bans and budgets. */
    public RebalancerBuilder journal(MigrationJournal newJournal) {
        journal = newJournal;
        return this;
    }

    public RebalancerBuilder limits(MigrationLimits newLimits) {
        limits = newLimits;
        return this;
    }

    public RebalancerBuilder settings(PredictiveSettings newSettings) {
        settings = newSettings;
        return this;
    }

    /** How forecasts are judged; one that does not earn its place falls back to a reference. Not asked with {@link #balancer}. */
    public RebalancerBuilder ledger(LedgerSettings newSettings) {
        ledger = newSettings;
        return this;
    }

    /** Keeps no score, and uses every forecast as it comes. */
    public RebalancerBuilder withoutLedger() {
        ledger = null;
        return this;
    }

    /**
     * How decisions are judged, and whether forecasts that do harm lose their place. By default, those of
     * {@link DecisionSettings#DEFAULT}, where a host costs what the weights of {@link #settings} say. No account is kept with
     * {@link #balancer}; below {@link Mode#AUTOMATIC} it is one of what operators do, and nothing follows from it.
     */
    public RebalancerBuilder decisions(DecisionSettings newSettings) {
        decisions = newSettings;
        keepsDecisions = true;
        return this;
    }

    /** Keeps the account of decisions, and goes by forecasts whatever it says. */
    public RebalancerBuilder withoutDemotion() {
        demotes = false;
        return this;
    }

    /** Keeps no account of decisions. */
    public RebalancerBuilder withoutDecisionLedger() {
        keepsDecisions = false;
        return this;
    }

    /**
     * The rule that forecasts are set against, and that decides where they lose their place; one without state. By default, hosts
     * above 80 % give VMs away to the least utilized.
     */
    public RebalancerBuilder reactive(Balancer newBalancer) {
        reactive = newBalancer;
        return this;
    }

    /** Where what was learned survives a restart; nowhere by default. It is read by {@link #build}. */
    public RebalancerBuilder snapshots(SnapshotStore store) {
        snapshots = store;
        return this;
    }

    public RebalancerBuilder mode(Mode newMode) {
        mode = newMode;
        return this;
    }

    /** Sets the time between two cycles, which must be positive. */
    public RebalancerBuilder step(Duration newStep) {
        step = newStep;
        return this;
    }

    /** Sets how much of the past is kept for each VM. */
    public RebalancerBuilder historyWindow(Duration window) {
        historyWindow = window;
        return this;
    }

    /** Sets the lengths of the seasons that demand may have; forecasts are measured against the first. */
    public RebalancerBuilder seasons(List<Duration> newSeasons) {
        seasons = List.copyOf(newSeasons);
        return this;
    }

    public RebalancerBuilder refitEvery(Duration period) {
        refitEvery = period;
        return this;
    }

    public RebalancerBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** How {@link Rebalancer#execute} waits between two looks at the migrations under way. */
    public RebalancerBuilder pause(Pause newPause) {
        pause = newPause;
        return this;
    }

    public RebalancerBuilder listener(RebalancerListener newListener) {
        listener = newListener;
        return this;
    }

    int historySteps() {
        return (int) historyWindow.dividedBy(step);
    }

    List<JournalEntry> journaled() {
        return journal.entries();
    }

    Duration memorySpan() {
        Duration week = Duration.ofDays(7);
        Duration longest =
                settings.returnBan().compareTo(settings.cooldown()) > 0 ? settings.returnBan() : settings.cooldown();
        return longest.compareTo(week) > 0 ? longest : week;
    }

    /**
     * Checks that nothing required is missing.
     *
     * @throws IllegalStateException naming what is missing
     * @throws IllegalArgumentException if the step is not positive
     */
    public Rebalancer build() {
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("The step (" + step + ") must be positive.");
        }
        TelemetrySource source = require(telemetry, "telemetry source", "telemetry(...)");
        Migrator hands = require(migrator, "migrator", "migrator(...)");
        LedgerKeeper keeper = balancer == null && ledger != null
                ? new LedgerKeeper(snapshots, ledger, seasons.isEmpty() ? Duration.ZERO : seasons.get(0), step)
                : null;
        DecisionKeeper decisionKeeper =
                balancer == null && keepsDecisions ? new DecisionKeeper(snapshots, decisionLedger()) : null;
        List<Keeper> keepers = new ArrayList<>();
        if (keeper != null) {
            keepers.add(keeper);
        }
        if (decisionKeeper != null) {
            keepers.add(decisionKeeper);
        }
        EarnedBalancer earned =
                balancer == null ? earned(keeper, decisionKeeper, keepers) : EarnedBalancer.unjudged(balancer);
        return new Rebalancer(
                this, earned, keeper, decisionKeeper, keepers, source, new PlanExecutor(hands, journal, limits, clock));
    }

    private EarnedBalancer earned(
            @Nullable LedgerKeeper keeper, @Nullable DecisionKeeper decisionKeeper, List<Keeper> keepers) {
        DemandForecaster demand = fleetForecaster == null ? models(keepers) : fleetModels(fleetForecaster, keepers);
        DemandForecaster earned = keeper == null ? demand : new EarnedForecaster(demand, keeper.ledger());
        return new EarnedBalancer(
                predictive(earned, settings, "scenarios", keepers),
                decisionKeeper == null ? null : decisionKeeper.ledger(),
                predictive(earned, settings.withCause(Cause.RULES), "scenarios-rules", keepers),
                reactiveRule(),
                settings.returnBan());
    }

    private ModelForecaster models(List<Keeper> keepers) {
        ModelForecaster models = new ModelForecaster(
                require(forecaster, "forecaster", "forecaster(...)"), events, seasons, refitEvery, step);
        if (snapshots != null) {
            keepers.add(new ModelKeeper(snapshots, models));
        }
        return models;
    }

    private FleetModelForecaster fleetModels(FleetForecaster fleetWide, List<Keeper> keepers) {
        FleetFits fits = new FleetFits(seasons, refitEvery, step, fitBudget, settings.seed());
        FleetModelForecaster models = new FleetModelForecaster(fleetWide, events, fits);
        if (snapshots != null) {
            keepers.add(new FleetModelKeeper(snapshots, models));
        }
        return models;
    }

    private Balancer predictive(DemandForecaster demand, PredictiveSettings how, String key, List<Keeper> keepers) {
        PredictiveBalancer predictive = new PredictiveBalancer(demand, riskScorer, solver, terms, planner(), how);
        if (snapshots != null) {
            keepers.add(new ScenarioKeeper(snapshots, key, predictive, step));
        }
        return predictive;
    }

    private MigrationPlanner planner() {
        return new MigrationPlanner(costModel, limits);
    }

    private Balancer reactiveRule() {
        return reactive == null ? ThresholdBalancer.spreading(REACTIVE_THRESHOLD, planner()) : reactive;
    }

    private DecisionLedger decisionLedger() {
        return new DecisionLedger(judged(), step, planner(), limits, reactiveRule());
    }

    private DecisionSettings judged() {
        DecisionPrices usual = new DecisionPrices(
                settings.weights().contention(), settings.weights().activeHost());
        DecisionSettings judged = decisions == null ? DecisionSettings.DEFAULT.withPrices(usual) : decisions;
        return demotes && mode == Mode.AUTOMATIC ? judged : judged.withoutDemotion();
    }

    private static <T> T require(@Nullable T part, String name, String method) {
        if (part == null) {
            throw new IllegalStateException("A rebalancer needs a " + name + ". Maybe " + method + " was not called.");
        }
        return part;
    }
}
