// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What of a plan waits for its start: for the clock, for a gate, or for other migrations. Belongs to one thread. */
final class PlanQueue {

    private final Instant start;
    private final Instant createdAt;
    private final List<PlannedMigration> waiting;
    private final Set<Integer> succeeded = new HashSet<>();
    private final Set<Integer> lost = new HashSet<>();
    private final Map<Integer, Instant> heldUntil = new HashMap<>();

    /** @param start the moment from which its times count */
    PlanQueue(MigrationPlan plan, Instant start) {
        this.start = start;
        this.createdAt = plan.createdAt();
        this.waiting = new ArrayList<>(plan.migrations());
        // Somebody may have taken migrations out of the plan: what depends on those is skipped, not waited for.
        waiting.forEach(migration -> lost.addAll(migration.dependsOn()));
        waiting.forEach(migration -> lost.remove(migration.number()));
    }

    Instant createdAt() {
        return createdAt;
    }

    /**
     * {@return whether the fleet that it was planned for is too long ago; what the plan itself has wait for others may wait as long}
     *
     * @param age of the plan, if the clock was set back
     */
    boolean isExpired(PlannedMigration next, Instant now, Duration age, Duration validity) {
        Duration last = next.startAfter().plus(validity);
        return now.isAfter(start.plus(last)) || age.compareTo(last) > 0;
    }

    /** {@return whether nothing that waits could be started, as these are forbidden and the rest depends on them} */
    boolean isStuck(Predicate<Migration> isForbidden) {
        Set<Integer> stuck = new HashSet<>();
        for (PlannedMigration next : waiting) {
            if (isForbidden.test(next.migration()) || next.dependsOn().stream().anyMatch(stuck::contains)) {
                stuck.add(next.number());
            }
        }
        return stuck.size() == waiting.size();
    }

    /** {@return what waits, in the order of the plan; a copy} */
    List<PlannedMigration> waiting() {
        return List.copyOf(waiting);
    }

    /** {@return whether it depends on what did not succeed, and waits no more therefore} */
    boolean skip(PlannedMigration next) {
        boolean isLost = next.dependsOn().stream().anyMatch(lost::contains);
        if (isLost) {
            lost.add(next.number());
            waiting.remove(next);
        }
        return isLost;
    }

    boolean isDue(PlannedMigration next, Instant now) {
        return !now.isBefore(dueAt(next)) && succeeded.containsAll(next.dependsOn());
    }

    private Instant dueAt(PlannedMigration next) {
        Instant planned = start.plus(next.startAfter());
        Instant held = heldUntil.getOrDefault(next.number(), planned);
        return held.isAfter(planned) ? held : planned;
    }

    /** It waits until then, at least. */
    void hold(PlannedMigration next, Instant until) {
        heldUntil.put(next.number(), until);
    }

    /** It waits no more. */
    void remove(PlannedMigration next) {
        waiting.remove(next);
    }

    /** One of the plan is over: those that depend on it may go on, or are skipped. */
    void settle(int number, boolean isSuccess) {
        (isSuccess ? succeeded : lost).add(number);
    }

    /** {@return when the next one may be due, or null if none waits for the clock} */
    @Nullable
    Instant nextStart(Instant now) {
        return waiting.stream()
                .map(this::dueAt)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }
}
