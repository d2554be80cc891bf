// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The migrations that ended a short time ago, also before a restart: an observation that is older than the end may show the VM where it
 * was before.
 */
final class RecentEnds implements JournalFollower {

    /** However long a plan may be valid: an observation of a day ago is of another fleet. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Duration span;
    private final Map<String, End> endsById = new LinkedHashMap<>();

    private record End(Instant at, Migration migration) {}

    /** @param span how old an observation may be that is decided on */
    RecentEnds(Duration span) {
        this.span = span.compareTo(LONGEST) < 0 ? span : LONGEST;
    }

    @Override
    public void restart() {
        endsById.clear();
    }

    @Override
    public void heard(JournalEntry entry) {
        endsById.values().removeIf(end -> !isNear(end.at(), entry.at()));
        HostId host =
                entry.event().closes() ? endedOn(entry) : entry.migration().source();
        if (!host.equals(entry.migration().source())) {
            Migration ended =
                    new Migration(entry.migration().vm(), entry.migration().source(), host);
            endsById.put(entry.migrationId(), new End(entry.at(), ended));
        }
    }

    /** Its source, if it was never started, or the VM runs where it did, or nowhere. */
    private static HostId endedOn(JournalEntry entry) {
        Migration migration = entry.migration();
        if (entry.event() instanceof JournalEntry.Event.Closed closed) {
            if (closed.closing() instanceof Closing.Found found) {
                return found.host();
            }
            return closed.closing() instanceof Closing.Resolved ? migration.target() : migration.source();
        }
        return migration.target();
    }

    /** {@return what an observation of this time cannot know of; an end far away from it was told by another clock} */
    List<Migration> since(Instant observedAt) {
        List<Migration> since = new ArrayList<>();
        endsById.values().forEach(end -> {
            if (end.at().isAfter(observedAt) && isNear(end.at(), observedAt)) {
                since.add(end.migration());
            }
        });
        return since;
    }

    private boolean isNear(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(span) <= 0;
    }
}
