// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the migrations of the recent past for as long as they count. How long ago one was counts from its end, to within a step of
 * the loop: what it took of its last step does not count. Belongs to the control loop's thread.
 */
public final class MigrationMemory {

    private final Duration step;
    private Duration span;
    private final List<Started> entries = new ArrayList<>();

    /** Places in the entries of what a journal has open, by the id of the migration. */
    private final Map<String, Integer> openById = new HashMap<>();

    /**
     * A migration.
     *
     * @param at when it was started
     * @param over from when on it counts as over, whatever came of it; null while it is under way
     */
    public record Started(
            Migration migration, Instant at, @Nullable Instant over) {

        /** {@return from when on its VM rests} */
        Instant rests() {
            return over == null ? at : over;
        }
    }

    /**
     * @param span how long a migration is remembered; positive
     * @param step of the control loop
     */
    public MigrationMemory(Duration span, Duration step) {
        if (span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException("The span of the memory (" + span + ") must be positive.");
        }
        this.span = span;
        this.step = step;
    }

    /** Remembers at least this long from now on, such as for the window of a migration budget. */
    public void rememberFor(Duration atLeast) {
        span = atLeast.compareTo(span) > 0 ? atLeast : span;
    }

    /** Remembers a migration that was started at this time. Times do not decrease. */
    public void started(Migration migration, Instant at) {
        openById.clear();
        Instant oldest = at.minus(span);
        entries.removeIf(entry -> entry.rests().isBefore(oldest));
        entries.add(new Started(migration, at, null));
    }

    /** A migration is over, whatever came of it. Of no effect if none of the kind is under way. */
    public void ended(Migration migration, Instant at) {
        for (ListIterator<Started> i = entries.listIterator(entries.size()); i.hasPrevious(); ) {
            Started entry = i.previous();
            if (entry.migration().equals(migration)) {
                if (entry.over() == null) {
                    i.set(over(entry, at));
                }
                return;
            }
        }
    }

    /** What is not under way any more is over by now, such as what a crash left to the hypervisors. */
    public void settle(Collection<Migration> underWay, Instant now) {
        entries.replaceAll(
                entry -> entry.over() == null && !underWay.contains(entry.migration()) ? over(entry, now) : entry);
    }

    private Started over(Started entry, Instant end) {
        Instant counted = end.minus(step);
        return new Started(entry.migration(), entry.at(), counted.isBefore(entry.at()) ? entry.at() : counted);
    }

    /**
     * Remembers what a journal says was started before, such as before a restart, however long ago: how much of it counts is known
     * only when the budgets are. Entries may come in several parts, in their order.
     */
    public void recall(List<JournalEntry> journal) {
        for (JournalEntry entry : journal) {
            if (entry.event() instanceof Event.Intended) {
                openById.put(entry.migrationId(), entries.size());
                entries.add(new Started(entry.migration(), entry.at(), null));
            } else if (entry.event() instanceof Event.Ended || entry.event().closes()) {
                Integer place = openById.remove(entry.migrationId());
                if (place != null) {
                    entries.set(place, over(entries.get(place), entry.at()));
                }
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
        openById.clear();
        entries.clear();
        entries.addAll(all);
    }
}
