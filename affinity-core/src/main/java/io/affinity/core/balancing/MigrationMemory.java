package io.affinity.core.balancing;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Remembers the migrations of the recent past for as long as they count. Belongs to the control loop's thread. */
public final class MigrationMemory {

    private Duration span;
    private final Deque<Started> entries = new ArrayDeque<>();

    /** A migration, and when it was started. */
    public record Started(Migration migration, Instant at) {}

    /** @param span how long a migration is remembered; positive */
    public MigrationMemory(Duration span) {
        if (span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException("The span of the memory (" + span + ") must be positive.");
        }
        this.span = span;
    }

    /** Remembers at least this long from now on, such as for the window of a migration budget. */
    public void rememberFor(Duration atLeast) {
        span = atLeast.compareTo(span) > 0 ? atLeast : span;
    }

    /** Remembers a migration that was started at this time, whatever came of it. Times do not decrease. */
    public void add(Migration migration, Instant at) {
        entries.addLast(new Started(migration, at));
        while (!entries.isEmpty() && entries.getFirst().at().isBefore(at.minus(span))) {
            entries.removeFirst();
        }
    }

    /**
     * Remembers what a journal says was started before, such as before a restart, however long ago: how much of it counts is known
     * only when the budgets are.
     */
    public void recall(List<JournalEntry> journal) {
        for (JournalEntry entry : journal) {
            if (entry.event() instanceof JournalEntry.Event.Intended) {
                entries.addLast(new Started(entry.migration(), entry.at()));
            }
        }
    }

    /** {@return what is remembered now, to be asked} */
    public PastMigrations past() {
        return new PastMigrations(entries);
    }

    /** {@return what is remembered, the oldest first; a copy} */
    public List<Started> all() {
        return List.copyOf(entries);
    }

    /** Remembers these, the oldest first, and nothing else. */
    public void restore(List<Started> all) {
        entries.clear();
        entries.addAll(all);
    }
}
