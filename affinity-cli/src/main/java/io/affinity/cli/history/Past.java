// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.history;

import io.affinity.core.outcome.MigrationGain;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes migrations of the entries of a journal, which come one by one, oldest first. Keeps no more than are wanted, and those that
 * are open. Not thread-safe.
 */
public final class Past {

    private final Predicate<PastMigration> filter;
    private final int most;
    private final Map<String, PastMigration> open = new LinkedHashMap<>();
    private final Deque<PastMigration> closed = new ArrayDeque<>();
    private int matching;

    /**
     * @param filter which are wanted
     * @param most how many are kept, the latest
     */
    public Past(Predicate<PastMigration> filter, int most) {
        this.filter = filter;
        this.most = most;
    }

    /** Takes the next entry. */
    public void take(JournalEntry entry) {
        PastMigration before = open.get(entry.migrationId());
        PastMigration past = after(before == null ? began(entry) : before, entry);
        if (entry.event().closes()) {
            open.remove(entry.migrationId());
            close(past);
        } else {
            open.put(entry.migrationId(), past);
        }
    }

    private static PastMigration began(JournalEntry entry) {
        boolean isNotStarted = entry.event() instanceof Event.Closed closed
                && (closed.closing() instanceof Closing.AgainstRules || closed.closing() instanceof Closing.Refused);
        return new PastMigration(
                entry.migrationId(), entry.migration(), entry.at(), !isNotStarted, null, null, null, null, null);
    }

    private static PastMigration after(PastMigration past, JournalEntry entry) {
        Instant seen = past.endedAt() == null ? entry.at() : past.endedAt();
        if (entry.event() instanceof Event.Ended ended) {
            return new PastMigration(
                    past.id(), past.migration(), past.at(), true, seen, ended.outcome(), null, null, null);
        } else if (entry.event() instanceof Event.Checked checked) {
            return new PastMigration(
                    past.id(),
                    past.migration(),
                    past.at(),
                    true,
                    seen,
                    past.outcome(),
                    checked.verification(),
                    null,
                    null);
        } else if (entry.event() instanceof Event.Closed closed) {
            return new PastMigration(
                    past.id(),
                    past.migration(),
                    past.at(),
                    past.isStarted(),
                    past.isStarted() ? seen : null,
                    past.outcome(),
                    past.verification(),
                    closed.closing(),
                    null);
        }
        return past;
    }

    private void close(PastMigration past) {
        if (filter.test(past)) {
            matching++;
            closed.addLast(past);
            if (closed.size() > most) {
                closed.removeFirst();
            }
        }
    }

    /**
     * {@return the latest of those that are wanted, the oldest first, with what they gained}
     *
     * @param gains as the account of decisions remembers them
     */
    public History history(List<MigrationGain> gains) {
        List<PastMigration> all = new ArrayList<>(closed);
        List<PastMigration> standing = open.values().stream().filter(filter).toList();
        all.addAll(standing);
        all.sort(Comparator.comparing(PastMigration::at));
        int from = Math.max(0, all.size() - most);
        List<PastMigration> latest = all.subList(from, all.size()).stream()
                .map(past -> past.with(gain(past, gains)))
                .toList();
        return new History(latest, matching + standing.size());
    }

    private static @Nullable MigrationGain gain(PastMigration past, List<MigrationGain> gains) {
        return gains.stream()
                .filter(gain -> past.isThat(gain.migration(), gain.endedAt()))
                .findFirst()
                .orElse(null);
    }
}
