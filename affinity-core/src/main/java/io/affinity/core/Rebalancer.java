// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.DependenceSettings;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.HeldBack;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.history.DemandRecorder;
import io.affinity.core.ledger.CalibrationLedger;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.core.outcome.EarnedBalancer;
import io.affinity.core.outcome.MigrationGain;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control loop: observes the fleet, decides, and, if it may, migrates.
 *
 * <p>Use it in one of two ways. Either call {@link #cycle()} once in each step and {@link #advance()} as often as migrations
 * are to be watched; or call {@link #plan()}, look at the plan, and hand it to {@link #execute}. Neither {@code plan} nor a
 * cycle below {@link Mode#AUTOMATIC} changes anything but the memory of this object.
 *
 * <p>If telemetry fails, stands still or goes back in time, the cycle decides nothing and says so. Not thread-safe.
 */
public final class Rebalancer {

    private static final Logger LOG = LoggerFactory.getLogger(Rebalancer.class);

    private final Monitor monitor;
    private final Decider decider;
    private final Guard guard;
    private final Foresight foresight;
    private final Accounts accounts;
    private final DemandRecorder history;
    private final MigrationMemory memory;
    private final PlanExecutor executor;
    private final Mode mode;
    private final InstantSource clock;
    private final PlanByHand byHand;
    private final News news;
    private final Situations situations;

    Rebalancer(
            Wiring wiring,
            Decider decider,
            Guard guard,
            Foresight foresight,
            Accounts accounts,
            Telemetry telemetry,
            PlanExecutor executor) {
        this.decider = decider;
        this.guard = guard;
        this.foresight = foresight;
        this.accounts = accounts;
        this.executor = executor;
        this.history = new DemandRecorder(wiring.step, wiring.historySteps());
        this.memory = new MigrationMemory(wiring.memorySpan(), wiring.step);
        wiring.recall(memory);
        this.situations = new Situations(history, memory, executor);
        this.mode = wiring.mode;
        this.clock = wiring.clock;
        this.monitor = new Monitor(telemetry, history, clock);
        this.byHand = new PlanByHand(executor, wiring);
        this.news = new News(executor, wiring.listener, guard);
    }

    /** Starts the wiring; see {@link RebalancerBuilder} for what is required and what the defaults are. */
    public static RebalancerBuilder builder() {
        return new RebalancerBuilder();
    }

    /** Observes, decides, and in automatic mode begins to carry out. Call once in each step. */
    public CycleReport cycle() {
        Instant at = clock.instant();
        news.cycling(at);
        List<MigrationReport> ended = new ArrayList<>(advance());
        Observation observation;
        DemandRecorder.Verdict verdict;
        try {
            observation = monitor.observe();
            verdict = monitor.take(observation);
        } catch (TelemetryException e) {
            LOG.warn("No telemetry at {}: {}", at, e.getMessage());
            executor.dropWaiting(new DroppedStart.Cause.Blind());
            return news.tell(undecided(at, null, ended, monitor.why(e)));
        }
        Fleet fleet = observation.fleet();
        if (verdict == DemandRecorder.Verdict.STALE) {
            LOG.warn("The observation of {} is not newer than the last one.", fleet.observedAt());
            executor.dropWaiting(new DroppedStart.Cause.Blind());
            return news.tell(undecided(at, fleet, ended, new Note.StaleObservation(fleet.observedAt())));
        }
        guard.run(Note.Part.ACCOUNTS, () -> accounts.observed(observation, history, at));
        EarnedBalancer.Choice choice = guard.ask(Note.Part.DECISION, () -> decide(fleet));
        if (choice == null) {
            executor.dropWaiting(new DroppedStart.Cause.Undecided());
            return news.tell(undecided(at, fleet, ended, null));
        }
        Decision decision = mode == Mode.OBSERVE ? choice.decision().withoutPlan() : choice.decision();
        if (mode == Mode.AUTOMATIC) {
            submit(choice.isCarriedOut() ? decision.plan() : MigrationPlan.empty(at), fleet);
            ended.addAll(advance());
        }
        return news.tell(new CycleReport(
                at, fleet, decision, accounts.accuracy(), outcome(), ended, executor.alarms(), notes(fleet)));
    }

    private EarnedBalancer.Choice decide(Fleet fleet) {
        foresight.observed(fleet, history);
        EarnedBalancer.Choice choice = decider.decide(situations.of(fleet));
        guard.run(Note.Part.ACCOUNTS, () -> accounts.decided(choice.decision()));
        return choice;
    }

    private void submit(MigrationPlan plan, Fleet fleet) {
        if (!guard.run(Note.Part.EXECUTION, () -> executor.submit(plan, fleet))) {
            executor.dropWaiting(new DroppedStart.Cause.Undecided());
        }
    }

    /** @param why null if the guard has heard of it */
    private CycleReport undecided(Instant at, @Nullable Fleet fleet, List<MigrationReport> ended, @Nullable Note why) {
        news.hear();
        List<Note> notes = news.take();
        if (why != null) {
            notes.add(0, why);
        }
        return new CycleReport(at, fleet, null, null, null, ended, executor.alarms(), notes);
    }

    private List<Note> notes(Fleet fleet) {
        List<Note> notes = news.take();
        notes.addAll(FleetNotes.of(fleet));
        if (monitor.problem() != null) {
            notes.add(monitor.problem());
        }
        notes.addAll(decider.notes());
        notes.addAll(accounts.notes());
        return notes;
    }

    /** {@return what decisions were worth up to the last observation; null if none is accounted for} */
    public @Nullable DecisionSummary outcome() {
        return accounts.outcome();
    }

    /**
     * Observes once more, decides nothing, and closes the account with that, such as before the process ends. No
     * cycle is to follow in the same step, and nothing is done if there was one.
     *
     * @throws TelemetryException if nothing can be observed, or the clock of telemetry is off
     */
    public void settle() {
        Observation observation = monitor.observe();
        if (monitor.take(observation) == DemandRecorder.Verdict.TAKEN) {
            accounts.observed(observation, history, clock.instant());
        }
    }

    /** Looks after the migrations that are under way and starts those that are due and that all gates let pass; never waits. */
    public List<MigrationReport> advance() {
        List<MigrationReport> ended = executor.advance();
        for (MigrationReport report : ended) {
            memory.ended(report.planned().migration(), report.endedAt());
            accounts.ended(report);
            news.tell(report);
        }
        news.hear();
        for (Migration migration : executor.startedSinceLastAsked()) {
            memory.started(migration, clock.instant());
            accounts.started(migration, clock.instant());
            news.started(migration);
        }
        return ended;
    }

    /**
     * {@return what this object would do now; nothing is migrated}
     *
     * @throws TelemetryException if nothing can be observed, the clock of telemetry is off, or the observation is not newer
     *     than the last one
     */
    public MigrationPlan plan() {
        Observation observation = monitor.observe();
        if (monitor.take(observation) == DemandRecorder.Verdict.STALE) {
            throw new TelemetryException("The observation of "
                    + observation.fleet().observedAt()
                    + " must be newer than the last one; one is taken in each step of "
                    + history.step() + ".");
        }
        byHand.made(observation.fleet());
        accounts.observed(observation, history, clock.instant());
        return decide(observation.fleet()).decision().plan();
    }

    /**
     * Carries out a plan that {@link #plan()} made last, and waits for its end.
     *
     * @return how each migration came out
     * @throws IllegalStateException if there was no plan yet
     * @throws InterruptedException if interrupted while waiting; what is under way goes on, nothing more is started
     */
    public List<MigrationReport> execute(MigrationPlan plan) throws InterruptedException {
        List<MigrationReport> ended = byHand.execute(plan, this::advance);
        // No cycle follows that would tell; the listener has heard of them.
        news.take();
        return ended;
    }

    /**
     * Cleans up what a crash left behind; call once, before the first cycle. See {@link PlanExecutor#recover}. Below
     * {@link Mode#AUTOMATIC} it only looks, as {@link PlanExecutor#look} does: nothing is aborted or written down, unless a plan is
     * executed.
     *
     * @return the migrations that were open
     */
    public List<Migration> recover() {
        return mode == Mode.AUTOMATIC ? executor.recover() : executor.look();
    }

    /** {@return what forecasts rest on} */
    public Foresight foresight() {
        return foresight;
    }

    /** {@return how good the forecasts were so far, or null if no score is kept; belongs to the thread of the loop} */
    public @Nullable CalibrationLedger ledger() {
        return accounts.forecasts();
    }

    /**
     * {@return which VMs of the last observation peak together or take turns, the most certain first; some seconds for a large fleet}
     *
     * @throws IllegalArgumentException if the fleet has no such resource
     */
    public List<Dependence> dependences(Resource resource, DependenceSettings settings) {
        return foresight.dependences(resource, settings);
    }

    /**
     * Saves what was learned, which otherwise happens once an hour; call it before the process ends.
     *
     * @return what could not be saved, as far as no cycle has told of it
     */
    public List<Note> save() {
        return accounts.save();
    }

    /** {@return the migrations that are under way} */
    public List<Migration> underWay() {
        return executor.underWay();
    }

    /** {@return what would not be started now if it were planned, as it failed before or is under alarm} */
    public HeldBack heldBack() {
        return executor.heldBack();
    }

    /** {@return what the migrations that are remembered gained, first those that are over; none if no account is kept} */
    public List<MigrationGain> gains() {
        return accounts.gains();
    }

    /** {@return when the next waiting migration is to be started, or null if none waits for the clock} */
    public @Nullable Instant nextStart() {
        return executor.nextStart();
    }

    /** {@return why VMs are left alone, or no migration is started any more; none if all is well} */
    public List<Alarm> alarms() {
        return executor.alarms();
    }

    /** A person has found where this VM runs: its alarms, which are returned, end. See {@link PlanExecutor#resolve}. */
    public List<Alarm.OfVm> resolve(VmId vm) {
        return executor.resolve(vm);
    }

    /** A person has looked into all alarms: they end, and migrations may be started again. */
    public void resume() {
        executor.resume();
    }
}
