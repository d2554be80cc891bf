// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cleans up the migrations that nobody looks after: those that a crash left open in the journal, and those over which a migrator broke.
 * Hypervisors may go on with them by themselves, so one whose VM is held in a second place is looked at again until that has passed. One
 * that had the time of a whole migration is given up, for nobody is left who would slow its VM down. Belongs to one thread.
 */
final class Recovery {

    /** How long hypervisors that were told to give up have to do so. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private final GuardedMigrator migrator;
    private final JournalWriter journal;
    private final Refutations refutations;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Consumer<Alarm> alarm;
    private final Map<String, Open> unsettled = new LinkedHashMap<>();
    private Manner manner = Manner.ACT;

    /** What is done about what is found. */
    enum Manner {
        /** It is written down, and what takes too long is given up. */
        ACT,
        /** It is told, and whoever migrates does the rest. */
        LOOK
    }

    /** One that was announced and never closed. */
    private static final class Open {
        private final Migration migration;
        /** Of a migrator that broke; null after a crash. */
        private final MigrationOutcome.@Nullable Unknown outcome;

        /** After which it is given up. */
        private final Deadline deadline;

        /** After which it is not waited for. */
        private final Deadline last;

        private @Nullable CompletableFuture<ActualState> inspection;
        private @Nullable ActualState heard;
        private boolean mayGoOn = true;

        Open(Migration migration, MigrationOutcome.@Nullable Unknown outcome, Deadline deadline) {
            this.migration = migration;
            this.outcome = outcome;
            this.deadline = deadline;
            this.last = deadline.later(GRACE);
        }
    }

    /** @param patience the time a migration may take */
    Recovery(
            GuardedMigrator migrator,
            JournalWriter journal,
            Refutations refutations,
            Duration patience,
            LongSupplier nanoTime,
            Consumer<Alarm> alarm) {
        this.migrator = migrator;
        this.journal = journal;
        this.refutations = refutations;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.alarm = alarm;
    }

    /**
     * Looks after the migrations that were announced and never closed, from now on. One whose verification was refuted is not looked
     * at: what a person has to see does not pass with a restart.
     *
     * @return all of them
     */
    List<Migration> begin(Manner newManner) {
        manner = newManner;
        unsettled.clear();
        Instant now = journal.clock().instant();
        List<JournalEntry> open = journal.open();
        for (JournalEntry entry : open) {
            Migration migration = entry.migration();
            List<Doubt> doubts = refutations.of(entry.migrationId());
            if (doubts == null) {
                unsettled.put(entry.migrationId(), new Open(migration, null, deadline(entry.at(), now)));
            } else {
                alarm.accept(new Alarm.RefutedVerification(entry.migrationId(), migration, doubts));
            }
        }
        return open.stream().map(JournalEntry::migration).toList();
    }

    /** The time of a migration counts from its start; if that is still to come, the clock was set back. */
    private Deadline deadline(Instant startedAt, Instant now) {
        Duration left = Duration.between(now, startedAt).plus(patience);
        Duration wait = left.compareTo(patience) > 0 ? patience : left;
        return new Deadline(now, wait.isNegative() ? Duration.ZERO : wait, nanoTime);
    }

    /** Looks after one more, which is given up at once. */
    void add(String id, Migration migration, MigrationOutcome.Unknown outcome, Instant now) {
        migrator.abort(migration);
        unsettled.put(id, new Open(migration, outcome, new Deadline(now, Duration.ZERO, nanoTime)));
    }

    /** Looks after none of them any more. */
    void forget() {
        unsettled.clear();
    }

    /** Looks again at those that were not settled. */
    void goOn(Instant now) {
        for (Iterator<Map.Entry<String, Open>> i = unsettled.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<String, Open> entry = i.next();
            if (isSettled(entry.getKey(), entry.getValue(), now)) {
                i.remove();
            }
        }
    }

    /** {@return the migrations that may still go on} */
    List<Migration> unsettled() {
        return unsettled.values().stream().map(open -> open.migration).toList();
    }

    private boolean isSettled(String id, Open open, Instant now) {
        listen(open, open.deadline.isOver(now));
        if (open.mayGoOn && !open.last.isOver(now)) {
            return false;
        }
        Migration migration = open.migration;
        ActualState state = open.heard;
        if (state != null) {
            write(id, migration, new JournalEntry.Event.Inspected(state));
        }
        if (state != null && isWhole(migration, state)) {
            HostId host = state.activeOn().iterator().next();
            write(id, migration, new JournalEntry.Event.Closed(new Closing.Found(host)));
        } else if (state != null && state.isGone(migration)) {
            write(id, migration, new JournalEntry.Event.Closed(new Closing.Gone()));
        } else {
            alarm.accept(
                    open.outcome == null
                            ? new Alarm.LeftOpen(id, migration, state)
                            : new Alarm.UnknownOutcome(id, migration, open.outcome, state));
        }
        return true;
    }

    private void write(String id, Migration migration, JournalEntry.Event event) {
        if (manner == Manner.ACT) {
            journal.write(id, migration, event);
        }
    }

    /** An answer that is on its way when time is over does not undo the one before. */
    private void listen(Open open, boolean isOverdue) {
        if (open.inspection == null) {
            open.inspection = migrator.inspect(open.migration);
        }
        if (open.inspection.isDone()) {
            ActualState state = Heard.of(open.inspection);
            open.inspection = null;
            open.heard = state == null ? open.heard : state;
            open.mayGoOn = state == null || !state.pausedOn().isEmpty();
            if (open.mayGoOn && isOverdue && manner == Manner.ACT) {
                // Told each time: a source that was silent may hear it now.
                migrator.abort(open.migration);
            }
        }
    }

    /** Somebody may have migrated it on, meanwhile. */
    private static boolean isWhole(Migration migration, ActualState state) {
        return state.activeOn().size() == 1
                && state.isWholeOn(state.activeOn().iterator().next(), migration);
    }
}
