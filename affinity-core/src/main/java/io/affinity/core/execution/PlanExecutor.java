// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.NewerOwnerException;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out plans. {@link #advance} looks at what is under way, verifies what has ended and starts what is due; it never
 * waits. Belongs to one thread.
 *
 * <p>Every start is announced in the journal before the migrator hears of it, and every end is written down; where the journal cannot be
 * written, nothing is started, an alarm says so, and ends are written later. Just before a
 * start the rules are checked again, against where the VMs are now, and then the gates are asked. If it is in doubt where a VM
 * runs (an unknown outcome, a verification that is refuted) the executor leaves that VM and its two hosts alone; if there may be two
 * copies of it, it starts nothing more. It says why, until {@link #resolve} or {@link #resume} is called.
 *
 * <p>What failed before is held back for a while, and what waits longer than a plan is valid is dropped. A migrator may throw what it
 * likes, and may never come to an end: after twice the time that a migration may take it is not waited for any more.
 *
 * <p>It owns the journal from {@link #recover} or the first {@link #submit} on. If another controller claims it, that one looks
 * after what is under way, and this executor leaves everything alone.
 */
public final class PlanExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(PlanExecutor.class);

    private final GuardedMigrator migrator;
    private final JournalWriter journal;
    private final MigrationLimits limits;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Breakers breakers = new Breakers();
    private final RecentEnds recentEnds;
    private final Recovery recovery;
    private final RunningMigrations running;
    private final Alarms alarms = new Alarms();
    private final StartNews news = new StartNews();
    private final Starts starts;
    private boolean isDeposed;
    private boolean hasOnlyLooked;
    private String problem = "";

    /**
     * @param gates that are asked before each start, in this order
     */
    public PlanExecutor(
            Migrator migrator,
            MigrationJournal journal,
            MigrationLimits limits,
            InstantSource clock,
            List<Gate> gates,
            PlanValidity validity) {
        Refutations refutations = new Refutations();

        this.recentEnds = new RecentEnds(validity.time());
        this.migrator = new GuardedMigrator(migrator);
        this.journal = new JournalWriter(journal, clock, List.of(breakers, refutations, recentEnds));
        this.limits = limits;
        this.clock = clock;
        this.nanoTime = validity.nanoTime();
        this.running = new RunningMigrations(limits);
        this.recovery = new Recovery(
                this.migrator, this.journal, refutations, limits.timeout(), validity.nanoTime(), alarms::raise);
        this.starts = new Starts(
                this.migrator, this.journal, breakers, alarms, running, new Gates(gates), news, clock, validity);
    }

    /**
     * Takes a new plan. What the plan before has not started yet is dropped; what it has started goes on. A plan that is too old is
     * dropped as a whole, which {@link #droppedSinceLastAsked} tells.
     *
     * @param fleet as it was when the plan was made
     * @param age of the plan by {@link PlanValidity#nanoTime}, whatever became of the clock since
     */
    public void submit(MigrationPlan plan, Fleet fleet, Duration age) {
        // What was seen stands until somebody owns the journal who can look after it.
        if (journal.claimOnce() && hasOnlyLooked) {
            hasOnlyLooked = false;
            alarms.clear();
            recover(Recovery.Manner.ACT);
        }
        alarms.journal(journal.failure());
        starts.plan(plan, fleet, age, underWay(fleet.observedAt()));
    }

    /** Takes a plan that was made just now. */
    public void submit(MigrationPlan plan, Fleet fleet) {
        submit(plan, fleet, Duration.ZERO);
    }

    /** Drops what waits for its start; what is under way goes on. */
    public void dropWaiting(DroppedStart.Cause cause) {
        starts.dropWaiting(cause);
    }

    /** {@return how each migration came out that has ended since the last call, in the order of their start} */
    public List<MigrationReport> advance() {
        List<MigrationReport> ended = new ArrayList<>();
        try {
            journal.writeUnwritten();
            alarms.journal(journal.failure());
            recovery.goOn(clock.instant());
            running.poll(one -> {
                MigrationReport report = report(one);
                return report != null && ended.add(starts.settled(report));
            });
            if (recovery.unsettled().isEmpty()) {
                starts.startDue();
            }
            problem = "";
        } catch (NewerOwnerException e) {
            retire(e);
        } catch (RuntimeException e) {
            broke(e);
        }
        alarms.journal(journal.failure());
        return ended;
    }

    /** What was to be started is not, and what has ended is looked at again. */
    private void broke(RuntimeException e) {
        String detail = String.valueOf(e.getMessage());
        if (!detail.equals(problem)) {
            LOG.error("Migrations are not started or closed.", e);
        }
        problem = detail;
    }

    /** {@return what kept the last look at migrations from its end, in words; empty if nothing did} */
    public String problem() {
        return problem;
    }

    private @Nullable MigrationReport report(StartedMigration one) {
        MigrationOutcome.Unknown loss = one.look(migrator, clock, reported -> conclusion(one, reported));
        if (loss == null) {
            return one.report(clock);
        }
        Instant now = clock.instant();
        journal.write(one.id(), one.migration(), new JournalEntry.Event.Ended(loss));
        recovery.add(one.id(), one.migration(), loss, now);
        return one.lost(loss, now);
    }

    private Conclusion conclusion(StartedMigration one, MigrationOutcome reported) {
        Deadline deadline = new Deadline(clock.instant(), limits.timeout(), nanoTime);
        return new Conclusion(migrator, journal, alarms::raise, one.id(), one.migration(), reported, deadline);
    }

    /** What is under way goes on, and is written down by its new owner. */
    private void retire(NewerOwnerException e) {
        running.clear();
        recovery.forget();
        starts.forget();
        isDeposed = true;
        alarms.raise(new Alarm.NewerOwner(e.epoch(), e.newest()));
    }

    /** {@return the migrations that were started since this was asked last} */
    public List<Migration> startedSinceLastAsked() {
        return news.takeStarted();
    }

    /** {@return the migrations that a gate refused since this was asked last} */
    public List<RefusedStart> refusedSinceLastAsked() {
        return news.takeRefused();
    }

    /** {@return the migrations that were planned and dropped since this was asked last, but for those that a newer plan replaced} */
    public List<DroppedStart> droppedSinceLastAsked() {
        return news.takeDropped();
    }

    /** {@return the migrations that are under way, also those that a crash left to the hypervisors} */
    public List<Migration> underWay() {
        return Stream.concat(recovery.unsettled().stream(), running.migrations().stream())
                .toList();
    }

    /** {@return the migrations that were under way at this time or are so now, as far as an observation of this time is to be trusted} */
    public List<Migration> underWay(Instant observedAt) {
        return Stream.concat(underWay().stream(), recentEnds.since(observedAt).stream())
                .toList();
    }

    /** {@return what would not be started now if it were planned} */
    public HeldBack heldBack() {
        Instant now = clock.instant();
        return alarms.heldBack(breakers.holdAll(now), breakers.closedHosts(now), breakers.closedTargets(now));
    }

    /** {@return whether nothing is under way and nothing more will be started} */
    public boolean isIdle() {
        return running.isEmpty() && recovery.unsettled().isEmpty() && starts.isIdle();
    }

    /** {@return when the next waiting migration may be due, or null if none waits for clock or gate} */
    public @Nullable Instant nextStart() {
        return starts.next();
    }

    /** {@return why VMs are left alone or nothing is started any more, in the order in which it was found; none if all is well} */
    public List<Alarm> alarms() {
        return alarms.standing();
    }

    /**
     * A person has made sure that this VM is on one host only: its alarms, which are returned, end, and with them its open entries in
     * the journal. Of no effect if there is no alarm about it; one that cannot be closed in the journal stands.
     */
    public List<Alarm.OfVm> resolve(VmId vm) {
        List<Alarm.OfVm> ended = new ArrayList<>();
        List<Alarm.OfVm> standing = alarms.of(vm);
        if (!standing.isEmpty()) {
            journal.claimOnce();
        }
        try {
            for (Alarm.OfVm alarm : journal.writeUnwritten() ? standing : List.<Alarm.OfVm>of()) {
                journal.write(alarm.id(), alarm.migration(), new JournalEntry.Event.Closed(new Closing.Resolved()));
                alarms.end(alarm);
                ended.add(alarm);
            }
        } catch (NewerOwnerException e) {
            retire(e);
        } catch (RuntimeException e) {
            broke(e);
        }
        alarms.journal(journal.failure());
        return ended;
    }

    /**
     * A person has looked: all alarms end, as by {@link #resolve}. If another controller had claimed the journal, this one claims it
     * back, and does as after a crash.
     */
    public void resume() {
        if (isDeposed) {
            isDeposed = false;
            alarms.clear();
            recover();
        } else {
            alarms.ofVms().forEach(alarm -> resolve(alarm.migration().vm()));
        }
    }

    /**
     * Claims the journal, and cleans up after a crash: the hosts of every migration that was announced and never closed are asked, and
     * what they say is written down, here or by {@link #advance}. Where that leaves in doubt where the VM runs, an alarm is raised, as
     * it is again where a verification was refuted. A migration that its hypervisors may still carry out is looked at again, and given
     * up if it takes longer than a migration may; until then nothing is started. Call before the first plan.
     *
     * @return the migrations that were found open
     */
    public List<Migration> recover() {
        hasOnlyLooked = false;
        journal.claim();
        return recover(Recovery.Manner.ACT);
    }

    /**
     * As {@link #recover}, for one who migrates nothing: asks hosts and raises alarms, but claims nothing, writes nothing down and gives
     * up no migration. The first plan that is submitted makes up for it.
     *
     * @return the migrations that were found open
     */
    public List<Migration> look() {
        hasOnlyLooked = true;
        journal.read();
        return recover(Recovery.Manner.LOOK);
    }

    private List<Migration> recover(Recovery.Manner manner) {
        List<Migration> open = recovery.begin(manner);
        try {
            recovery.goOn(clock.instant());
        } catch (NewerOwnerException e) {
            retire(e);
        }
        return open;
    }
}
