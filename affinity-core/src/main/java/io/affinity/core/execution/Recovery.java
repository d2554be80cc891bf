package io.affinity.core.execution;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Cleans up the migrations that a crash left open in the journal. Hypervisors may go on with them by themselves, so one whose
 * VM is held in a second place is looked at again until that has passed, or until it had the time of a whole migration.
 * Belongs to one thread.
 */
final class Recovery {

    private final Migrator migrator;
    private final MigrationJournal journal;
    private final Duration patience;
    private final InstantSource clock;
    private final Consumer<String> alarm;
    private final Map<String, Migration> unsettled = new LinkedHashMap<>();
    private Instant deadline = Instant.MIN;

    /** @param patience for which migrations that still go on are waited for */
    Recovery(
            Migrator migrator,
            MigrationJournal journal,
            Duration patience,
            InstantSource clock,
            Consumer<String> alarm) {
        this.migrator = migrator;
        this.journal = journal;
        this.patience = patience;
        this.clock = clock;
        this.alarm = alarm;
    }

    /** {@return the migrations that were announced and never closed, each of which is looked at} */
    List<Migration> begin() {
        for (JournalEntry entry : journal.entries()) {
            if (entry.event() instanceof JournalEntry.Event.Intended) {
                unsettled.put(entry.migrationId(), entry.migration());
            } else if (entry.event() instanceof JournalEntry.Event.Closed || isVerified(entry.event())) {
                unsettled.remove(entry.migrationId());
            }
        }
        List<Migration> open = List.copyOf(unsettled.values());
        deadline = clock.instant().plus(patience);
        goOn();
        return open;
    }

    private static boolean isVerified(JournalEntry.Event event) {
        return event instanceof JournalEntry.Event.Checked checked
                && checked.verification() instanceof Verification.Verified;
    }

    /** Looks again at those that were not settled. */
    void goOn() {
        for (Iterator<Map.Entry<String, Migration>> i = unsettled.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<String, Migration> open = i.next();
            if (isSettled(open.getKey(), open.getValue())) {
                i.remove();
            }
        }
    }

    /** {@return the migrations that may still go on} */
    List<Migration> unsettled() {
        return List.copyOf(unsettled.values());
    }

    private boolean isSettled(String id, Migration migration) {
        ActualState state = migrator.inspect(migration.vm());
        boolean mayGoOn = !state.pausedOn().isEmpty() && clock.instant().isBefore(deadline);
        if (mayGoOn) {
            return false;
        }
        write(id, migration, new JournalEntry.Event.Inspected(state));
        if (isWholeOn(migration.source(), state) || isWholeOn(migration.target(), state)) {
            write(id, migration, new JournalEntry.Event.Closed("Found on " + state.activeOn() + " after a restart."));
        } else {
            alarm.accept("After a restart, VM " + migration.vm() + " is not on exactly one host: " + whereabouts(state)
                    + ".");
        }
        return true;
    }

    /** {@return whether the VM runs there, and no host holds another copy of it, which a migration may still wake} */
    static boolean isWholeOn(HostId host, ActualState state) {
        return state.isOnlyOn(host) && state.pausedOn().isEmpty();
    }

    static String whereabouts(ActualState state) {
        return "it is active on " + state.activeOn() + ", paused on " + state.pausedOn()
                + ", and these hosts do not answer: " + state.unreachable();
    }

    private void write(String id, Migration migration, JournalEntry.Event event) {
        journal.append(new JournalEntry(clock.instant(), id, migration, event));
    }
}
