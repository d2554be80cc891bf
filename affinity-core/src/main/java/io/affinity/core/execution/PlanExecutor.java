package io.affinity.core.execution;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries out plans. {@link #advance} looks at what is under way, verifies what has ended and starts what is due; it never
 * waits. Belongs to one thread.
 *
 * <p>Every start is announced in the journal before the migrator hears of it, and every end is written down. Just before a
 * start the rules are checked again, against where the VMs are now. If it is in doubt where a VM runs (an unknown outcome, a
 * verification that is refuted) the executor stops starting migrations and says why, until {@link #resume} is called.
 */
public final class PlanExecutor {

    private final Migrator migrator;
    private final JournalWriter journal;
    private final MigrationLimits limits;
    private final InstantSource clock;
    private final Recovery recovery;
    private final Map<PlannedMigration, Running> running = new LinkedHashMap<>();
    private final List<PlannedMigration> waiting = new ArrayList<>();
    private final Set<Integer> succeeded = new HashSet<>();
    private final Set<Integer> lost = new HashSet<>();
    private Instant planStart = Instant.MIN;
    private @Nullable RuleGuard guard;
    private final List<Migration> recentlyStarted = new ArrayList<>();
    private String alarm = "";
    private long started;
    private long plans;

    public PlanExecutor(Migrator migrator, MigrationJournal journal, MigrationLimits limits, InstantSource clock) {
        this.migrator = migrator;
        this.journal = new JournalWriter(journal, clock);
        this.limits = limits;
        this.clock = clock;
        this.recovery = new Recovery(migrator, this.journal, limits.timeout(), this::raise);
    }

    private static final class Running {
        private final MigrationHandle handle;
        private final Instant startedAt;
        /** Which of the plans submitted so far it belongs to: numbers of migrations mean something in theirs only. */
        private final long plan;

        private @Nullable Conclusion conclusion;

        Running(MigrationHandle handle, Instant startedAt, long plan) {
            this.handle = handle;
            this.startedAt = startedAt;
            this.plan = plan;
        }
    }

    /**
     * Takes a new plan. What the plan before has not started yet is dropped; what it has started goes on.
     *
     * @param fleet as it was when the plan was made
     */
    public void submit(MigrationPlan plan, Fleet fleet) {
        waiting.clear();
        succeeded.clear();
        lost.clear();
        waiting.addAll(plan.migrations());
        // Somebody may have taken migrations out of the plan: what depends on those is skipped, not waited for.
        waiting.forEach(migration -> lost.addAll(migration.dependsOn()));
        waiting.forEach(migration -> lost.remove(migration.number()));
        plans++;
        planStart = clock.instant();
        RuleGuard newGuard = new RuleGuard(fleet);
        running.keySet().forEach(migration -> newGuard.begin(migration.migration()));
        guard = newGuard;
    }

    /** {@return how each migration came out that has ended since the last call, in the order of their start} */
    public List<MigrationReport> advance() {
        recovery.goOn(clock.instant());
        List<MigrationReport> ended = poll();
        start();
        return ended;
    }

    private List<MigrationReport> poll() {
        List<MigrationReport> reports = new ArrayList<>();
        Instant now = clock.instant();
        for (Iterator<Map.Entry<PlannedMigration, Running>> i =
                        running.entrySet().iterator();
                i.hasNext(); ) {
            Map.Entry<PlannedMigration, Running> entry = i.next();
            PlannedMigration planned = entry.getKey();
            Running run = entry.getValue();
            if (run.conclusion == null && run.handle.state() instanceof MigrationState.Ended ended) {
                run.conclusion = conclusion(planned.migration(), run, ended.outcome(), now);
            }
            if (run.conclusion != null && run.conclusion.isReached(now)) {
                reports.add(report(planned, run, run.conclusion, now));
                i.remove();
            }
        }
        return reports;
    }

    private Conclusion conclusion(Migration migration, Running run, MigrationOutcome reported, Instant now) {
        String id = run.handle.request().id();
        return new Conclusion(migrator, journal, this::raise, id, migration, reported, now.plus(limits.timeout()));
    }

    private MigrationReport report(PlannedMigration planned, Running run, Conclusion conclusion, Instant now) {
        MigrationReport report = new MigrationReport(
                run.handle.request().id(),
                planned,
                run.startedAt,
                now,
                conclusion.outcome(),
                conclusion.verification());
        settle(planned, report, run.plan == plans);
        return report;
    }

    private void settle(PlannedMigration planned, MigrationReport report, boolean isOfThisPlan) {
        Migration migration = planned.migration();
        if (isOfThisPlan) {
            (report.isSuccess() ? succeeded : lost).add(planned.number());
        }
        boolean isCertain = report.isSuccess() || !(report.outcome() instanceof MigrationOutcome.Unknown);
        if (guard != null && isCertain) {
            guard.settle(migration, report.isSuccess() || report.outcome() instanceof MigrationOutcome.Completed);
        }
    }

    /** One alarm must not hide another. */
    private void raise(String what) {
        alarm = alarm.isEmpty() ? what : alarm + " " + what;
    }

    private void start() {
        if (!alarm.isEmpty() || !recovery.unsettled().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (Iterator<PlannedMigration> i = waiting.iterator(); i.hasNext(); ) {
            PlannedMigration next = i.next();
            if (next.dependsOn().stream().anyMatch(lost::contains)) {
                lost.add(next.number());
                i.remove();
            } else if (isDue(next, now)) {
                i.remove();
                startIfSafe(next, now);
            }
        }
    }

    private boolean isDue(PlannedMigration next, Instant now) {
        Migration migration = next.migration();
        return !now.isBefore(planStart.plus(next.startAfter()))
                && succeeded.containsAll(next.dependsOn())
                && running.size() < limits.maxConcurrent()
                && running.keySet().stream()
                                .filter(other -> sharesHost(other.migration(), migration))
                                .count()
                        < limits.maxConcurrentPerHost();
    }

    private static boolean sharesHost(Migration one, Migration other) {
        return one.source().equals(other.source())
                || one.source().equals(other.target())
                || one.target().equals(other.source())
                || one.target().equals(other.target());
    }

    private void startIfSafe(PlannedMigration next, Instant now) {
        Migration migration = next.migration();
        String id = planStart.toEpochMilli() + "-" + next.number() + "-" + started++;
        if (guard == null || !guard.allows(migration)) {
            lost.add(next.number());
            journal.write(
                    id,
                    migration,
                    new JournalEntry.Event.Closed("Not started: by now a hard rule would become worse."));
            return;
        }
        journal.write(id, migration, new JournalEntry.Event.Intended());
        MigrationRequest request = new MigrationRequest(
                id,
                migration,
                limits.bandwidthBytesPerSecond(),
                limits.maxDowntime(),
                limits.timeout(),
                limits.escalation(migration.vm()));
        running.put(next, new Running(migrator.start(request), now, plans));
        recentlyStarted.add(migration);
        guard.begin(migration);
    }

    /** {@return the migrations that were started since this was asked last} */
    public List<Migration> startedSinceLastAsked() {
        List<Migration> copy = List.copyOf(recentlyStarted);
        recentlyStarted.clear();
        return copy;
    }

    /** {@return the migrations that are under way, also those that a crash left to the hypervisors} */
    public List<Migration> underWay() {
        return Stream.concat(
                        recovery.unsettled().stream(), running.keySet().stream().map(PlannedMigration::migration))
                .toList();
    }

    /** {@return whether nothing is under way and nothing more will be started} */
    public boolean isIdle() {
        return running.isEmpty() && recovery.unsettled().isEmpty() && (waiting.isEmpty() || !alarm.isEmpty());
    }

    /** {@return when the next waiting migration may be due, or null if none waits for the clock} */
    public @Nullable Instant nextStart() {
        Instant now = clock.instant();
        return waiting.stream()
                .map(next -> planStart.plus(next.startAfter()))
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** {@return why no migration is started any more, or an empty text if all is well} */
    public String alarm() {
        return alarm;
    }

    /** A person has looked: migrations may be started again. */
    public void resume() {
        alarm = "";
    }

    /**
     * Cleans up after a crash: the hosts of every migration that was announced and never closed are asked, and what they
     * say is written down, here or by {@link #advance}. Where the VM is not running on exactly one host, an alarm is raised.
     * A migration that its hypervisors may still be carrying out is looked at again, and given up if it takes longer than a
     * migration may; until then nothing is started. Call before the first plan.
     *
     * @return the migrations that were found open
     */
    public List<Migration> recover() {
        return recovery.begin();
    }
}
