package io.affinity.core.balancing;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The migrations of the recent past: what cooldown, the ban on going back, and migration budgets are judged by. Belongs to
 * the control loop's thread.
 */
public final class MigrationMemory {

    private Duration span;
    private final Deque<Started> entries = new ArrayDeque<>();
    private final Map<VmId, Started> lastByVm = new HashMap<>();

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
        remember(new Started(migration, at));
        while (!entries.isEmpty() && entries.getFirst().at().isBefore(at.minus(span))) {
            Started old = entries.removeFirst();
            lastByVm.remove(old.migration().vm(), old);
        }
    }

    /**
     * Remembers what a journal says was started before, such as before a restart, however long ago: how much of it counts is known
     * only when the budgets are.
     */
    public void recall(List<JournalEntry> journal) {
        for (JournalEntry entry : journal) {
            if (entry.event() instanceof JournalEntry.Event.Intended) {
                remember(new Started(entry.migration(), entry.at()));
            }
        }
    }

    /** {@return what is remembered, the oldest first; a copy} */
    public List<Started> all() {
        return List.copyOf(entries);
    }

    /** Remembers these, the oldest first, and nothing else. */
    public void restore(List<Started> all) {
        entries.clear();
        lastByVm.clear();
        all.forEach(this::remember);
    }

    private void remember(Started entry) {
        entries.addLast(entry);
        lastByVm.put(entry.migration().vm(), entry);
    }

    /** {@return whether the VM was migrated after this time} */
    boolean wasMigratedSince(VmId vm, Instant since) {
        Started last = lastByVm.get(vm);
        return last != null && last.at().isAfter(since);
    }

    /** {@return whether the VM's last migration that is remembered went to this host} */
    boolean wasMigratedTo(VmId vm, HostId host) {
        Started last = lastByVm.get(vm);
        return last != null && last.migration().target().equals(host);
    }

    /** {@return the hosts that each VM left after this time} */
    public Map<VmId, Set<HostId>> hostsLeftSince(Instant since) {
        Map<VmId, Set<HostId>> left = new HashMap<>();
        for (Started entry : entries) {
            if (entry.at().isAfter(since)) {
                left.computeIfAbsent(entry.migration().vm(), vm -> new LinkedHashSet<>())
                        .add(entry.migration().source());
            }
        }
        return left;
    }

    /** {@return how many migrations of this kind there were after this time} */
    int count(Predicate<Migration> kind, Instant since) {
        return (int) entries.stream()
                .filter(entry -> entry.at().isAfter(since) && kind.test(entry.migration()))
                .count();
    }
}
