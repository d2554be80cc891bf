package io.affinity.core;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.ledger.LedgerSettings;
import io.affinity.core.outcome.DecisionSettings;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalRecord;
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

    private static final int JOURNAL_PAGE = 1000;

    Duration step = Duration.ofMinutes(5);
    Mode mode = Mode.RECOMMEND;
    InstantSource clock = InstantSource.system();
    Duration pollInterval = Duration.ofMillis(500);
    Pause pause = duration -> Thread.sleep(duration.toMillis());
    RebalancerListener listener = new RebalancerListener() {};
    private Duration historyWindow = Duration.ofDays(14);
    Duration refitEvery = Duration.ofDays(7);
    List<Duration> seasons = List.of(Duration.ofDays(1), Duration.ofDays(7));
    private @Nullable Telemetry telemetry;
    private @Nullable Migrator migrator;

    @Nullable
    Forecaster forecaster;

    @Nullable
    FleetForecaster fleetForecaster;

    long fitBudget = FleetRequest.DEFAULT_BUDGET;

    @Nullable
    Balancer balancer;

    @Nullable
    EventSource events;

    RiskScorer riskScorer = new ExpectedShortfallScorer();
    PlacementSolver solver = new LocalSearchSolver();
    List<PlacementTerm> terms = List.of();
    MigrationCostModel costModel = new PreCopyModel();
    MigrationJournal journal = new MemoryJournal();
    MigrationLimits limits = MigrationLimits.DEFAULT;
    List<Gate> gates = List.of();
    PredictiveSettings settings = PredictiveSettings.DEFAULT;

    @Nullable
    LedgerSettings ledger = LedgerSettings.DEFAULT;

    @Nullable
    DecisionSettings decisions;

    boolean keepsDecisions = true;
    boolean demotes = true;

    @Nullable
    Balancer reactive;

    @Nullable
    SnapshotStore snapshots;

    RebalancerBuilder() {}

    /** What is observed; an object that knows all of it, or one for each part. */
    public RebalancerBuilder telemetry(Telemetry newTelemetry) {
        telemetry = newTelemetry;
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

    /** Who is asked before each start, in this order, after the rules were checked; nobody by default. */
    public RebalancerBuilder gates(List<Gate> newGates) {
        gates = List.copyOf(newGates);
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

    /** Has the memory know what the journal says was started before. */
    void recall(MigrationMemory memory) {
        long position = 0;
        List<JournalRecord> page = journal.since(position, JOURNAL_PAGE);
        while (!page.isEmpty()) {
            memory.recall(page.stream().map(JournalRecord::entry).toList());
            position = page.get(page.size() - 1).position();
            page = journal.since(position, JOURNAL_PAGE);
        }
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
        return new Assembly(this)
                .rebalancer(
                        require(telemetry, "source of telemetry", "telemetry(...)"),
                        require(migrator, "migrator", "migrator(...)"));
    }

    static <T> T require(@Nullable T part, String name, String method) {
        if (part == null) {
            throw new IllegalStateException("A rebalancer needs a " + name + ". Maybe " + method + " was not called.");
        }
        return part;
    }
}
