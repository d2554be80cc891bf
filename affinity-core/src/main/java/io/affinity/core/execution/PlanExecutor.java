package io.affinity.core.execution;

import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.NewerOwnerException;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out plans. {@link #advance} looks at what is under way, verifies what has ended and starts what is due; it never
 * waits. Belongs to one thread.
 *
 * <p>Every start is announced in the journal before the migrator hears of it, and every end is written down. Just before a
 * start the rules are checked again, against where the VMs are now, and then the gates are asked. If it is in doubt where a VM
 * runs (an unknown outcome, a verification that is refuted) the executor stops starting migrations and says why, until
 * {@link #resume} is called.
 *
 * <p>It owns the journal from {@link #recover} or the first {@link #submit} on. If another controller claims it, that one looks
 * after what is under way, and this executor leaves everything alone.
 */
public final class PlanExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(PlanExecutor.class);

    private final Migrator migrator;
    private final JournalWriter journal;
    private final MigrationLimits limits;
    private final InstantSource clock;
    private final Gates gates;
    private final Recovery recovery;
    private final List<StartedMigration> running = new ArrayList<>();
    private PlanQueue queue = new PlanQueue(List.of(), Instant.MIN);
    private @Nullable RuleGuard guard;
    private final List<Migration> recentlyStarted = new ArrayList<>();
    private final List<RefusedStart> recentlyRefused = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private boolean isDeposed;
    private long started;

    /** @param gates that are asked before each start, in this order */
    public PlanExecutor(
            Migrator migrator,
            MigrationJournal journal,
            MigrationLimits limits,
            InstantSource clock,
            List<Gate> gates) {
        this.migrator = migrator;
        this.journal = new JournalWriter(journal, clock);
        this.limits = limits;
        this.clock = clock;
        this.gates = new Gates(gates);
        this.recovery = new Recovery(migrator, this.journal, limits.timeout(), this::raise);
    }

    /**
     * Takes a new plan. What the plan before has not started yet is dropped; what it has started goes on.
     *
     * @param fleet as it was when the plan was made
     */
    public void submit(MigrationPlan plan, Fleet fleet) {
        journal.claimOnce();
        queue = new PlanQueue(plan.migrations(), clock.instant());
        RuleGuard newGuard = new RuleGuard(fleet);
        running.forEach(one -> newGuard.begin(one.migration()));
        guard = newGuard;
    }

    /** {@return how each migration came out that has ended since the last call, in the order of their start} */
    public List<MigrationReport> advance() {
        List<MigrationReport> ended = new ArrayList<>();
        try {
            recovery.goOn(clock.instant());
            poll(ended);
            start();
        } catch (NewerOwnerException e) {
            retire(e);
        }
        return ended;
    }

    private void poll(List<MigrationReport> ended) {
        Instant now = clock.instant();
        for (Iterator<StartedMigration> i = running.iterator(); i.hasNext(); ) {
            StartedMigration one = i.next();
            MigrationReport report = one.report(now, reported -> conclusion(one, reported, now));
            if (report != null) {
                settle(report);
                ended.add(report);
                i.remove();
            }
        }
    }

    private Conclusion conclusion(StartedMigration one, MigrationOutcome reported, Instant now) {
        Instant deadline = now.plus(limits.timeout());
        return new Conclusion(migrator, journal, this::raise, one.id(), one.migration(), reported, deadline);
    }

    private void settle(MigrationReport report) {
        boolean isCertain = report.isSuccess() || !(report.outcome() instanceof MigrationOutcome.Unknown);
        if (guard != null && isCertain) {
            boolean hasArrived = report.isSuccess() || report.outcome() instanceof MigrationOutcome.Completed;
            guard.settle(report.planned().migration(), hasArrived);
        }
    }

    /** One alarm must not hide another. */
    private void raise(Alarm alarm) {
        LOG.error("No migration is started any more: {}", alarm);
        alarms.add(alarm);
    }

    /** What is under way goes on, and is written down by its new owner. */
    private void retire(NewerOwnerException e) {
        running.clear();
        recovery.forget();
        queue = new PlanQueue(List.of(), clock.instant());
        isDeposed = true;
        raise(new Alarm.NewerOwner(e.epoch(), e.newest()));
    }

    private void start() {
        if (!alarms.isEmpty() || !recovery.unsettled().isEmpty() || guard == null) {
            return;
        }
        Instant now = clock.instant();
        for (PlannedMigration next : queue.waiting()) {
            if (!queue.skip(next) && queue.isDue(next, now) && hasRoom(next.migration())) {
                startIfAllowed(next, guard, now);
            }
        }
    }

    private boolean hasRoom(Migration next) {
        return running.size() < limits.maxConcurrent()
                && running.stream()
                                .filter(other -> sharesHost(other.migration(), next))
                                .count()
                        < limits.maxConcurrentPerHost();
    }

    private static boolean sharesHost(Migration one, Migration other) {
        return one.source().equals(other.source())
                || one.source().equals(other.target())
                || one.target().equals(other.source())
                || one.target().equals(other.target());
    }

    private void startIfAllowed(PlannedMigration next, RuleGuard rules, Instant now) {
        if (!rules.allows(next.migration())) {
            refuse(next, new Closing.AgainstRules());
            return;
        }
        Gates.Objection objection = gates.objection(next, rules.fleet(), now);
        if (objection == null) {
            start(next, rules, now);
        } else if (objection.answer() instanceof Gate.WaitUntil wait) {
            queue.hold(next, wait.at());
        } else if (objection.answer() instanceof Gate.Refuse refuse) {
            Closing.Refused refused = new Closing.Refused(objection.gate(), refuse);
            recentlyRefused.add(new RefusedStart(next.migration(), refused));
            refuse(next, refused);
        }
    }

    private void refuse(PlannedMigration next, Closing closing) {
        queue.remove(next);
        queue.settle(next.number(), false);
        journal.write(nextId(next), next.migration(), new JournalEntry.Event.Closed(closing));
    }

    private String nextId(PlannedMigration next) {
        return queue.start().toEpochMilli() + "-" + next.number() + "-" + started++;
    }

    private void start(PlannedMigration next, RuleGuard rules, Instant now) {
        Migration migration = next.migration();
        String id = nextId(next);
        queue.remove(next);
        journal.write(id, migration, new JournalEntry.Event.Intended());
        MigrationRequest request = new MigrationRequest(
                id,
                migration,
                limits.bandwidthBytesPerSecond(),
                limits.maxDowntime(),
                limits.timeout(),
                limits.escalation(migration.vm()));
        running.add(new StartedMigration(next, migrator.start(request), now, queue));
        recentlyStarted.add(migration);
        rules.begin(migration);
    }

    /** {@return the migrations that were started since this was asked last} */
    public List<Migration> startedSinceLastAsked() {
        return drain(recentlyStarted);
    }

    /** {@return the migrations that a gate refused since this was asked last} */
    public List<RefusedStart> refusedSinceLastAsked() {
        return drain(recentlyRefused);
    }

    private static <T> List<T> drain(List<T> recent) {
        List<T> copy = List.copyOf(recent);
        recent.clear();
        return copy;
    }

    /** {@return the migrations that are under way, also those that a crash left to the hypervisors} */
    public List<Migration> underWay() {
        return Stream.concat(recovery.unsettled().stream(), running.stream().map(StartedMigration::migration))
                .toList();
    }

    /** {@return whether nothing is under way and nothing more will be started} */
    public boolean isIdle() {
        return running.isEmpty() && recovery.unsettled().isEmpty() && (queue.isEmpty() || !alarms.isEmpty());
    }

    /** {@return when the next waiting migration may be due, or null if none waits for the clock or for a gate} */
    public @Nullable Instant nextStart() {
        return queue.nextStart(clock.instant());
    }

    /** {@return why no migration is started any more, in the order in which it was found; none if all is well} */
    public List<Alarm> alarms() {
        return List.copyOf(alarms);
    }

    /**
     * A person has looked: migrations may be started again. If another controller had claimed the journal, this one claims it back,
     * and does as after a crash.
     */
    public void resume() {
        alarms.clear();
        if (isDeposed) {
            isDeposed = false;
            recover();
        }
    }

    /**
     * Claims the journal, and cleans up after a crash: the hosts of every migration that was announced and never closed are asked,
     * and what they say is written down, here or by {@link #advance}. Where the VM is not running on exactly one host, an alarm is
     * raised. A migration that its hypervisors may still be carrying out is looked at again, and given up if it takes longer than a
     * migration may; until then nothing is started. Call before the first plan.
     *
     * @return the migrations that were found open
     */
    public List<Migration> recover() {
        journal.claim();
        List<Migration> open = recovery.begin();
        try {
            recovery.goOn(clock.instant());
        } catch (NewerOwnerException e) {
            retire(e);
        }
        return open;
    }
}
