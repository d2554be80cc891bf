// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that have not begun: those that may be able to, by rank, and those of which it is known what they wait for. Only an end of that asks them
 * again, so the work is in proportion to what happens and not to how many wait.
 */
final class Waiting {

    private static final Comparator<Leg> BY_RANK = Comparator.comparingInt(Leg::rank);

    private final TreeSet<Leg> ready = new TreeSet<>(BY_RANK);
    private final Map<Wait, List<Leg>> blocked = new HashMap<>();

    void add(Leg leg) {
        ready.add(leg);
    }

    /** {@return the first that may be able to begin, which is taken out; null if there is none} */
    @Nullable
    Leg takeReady() {
        return ready.pollFirst();
    }

    /** {@return the first that may be able to begin, or null} */
    @Nullable
    Leg firstReady() {
        return ready.isEmpty() ? null : ready.first();
    }

    void block(Leg leg, Wait cause) {
        blocked.computeIfAbsent(cause, key -> new ArrayList<>()).add(leg);
    }

    /** What these wait for is over, perhaps. */
    void wake(Wait over) {
        List<Leg> legs = blocked.remove(over);
        if (legs != null) {
            ready.addAll(legs);
        }
    }

    /** Takes out one that waits for this. */
    void remove(Leg leg, Wait cause) {
        List<Leg> legs = blocked.getOrDefault(cause, List.of());
        legs.remove(leg);
        if (legs.isEmpty()) {
            blocked.remove(cause);
        }
    }

    /** {@return those that wait for something of this kind and what that is, by rank} */
    List<Blocked> blocked(Wait.Kind kind) {
        List<Blocked> found = new ArrayList<>();
        blocked.forEach((cause, legs) -> {
            if (cause.kind() == kind) {
                legs.forEach(leg -> found.add(new Blocked(leg, cause)));
            }
        });
        found.sort(Comparator.comparing(Blocked::leg, BY_RANK));
        return found;
    }

    record Blocked(Leg leg, Wait cause) {}

    /**
     * {@return what will end on its own: what the departure of those that are under way ends, of those that wait for nothing else, and so on}
     *
     * @param ends what the departure of a migration's VM from its source may end
     * @param general what any departure may end
     */
    Set<Wait> passing(Collection<Leg> underWay, Function<Leg, List<Wait>> ends, List<Wait> general) {
        Deque<Leg> certain = new ArrayDeque<>(underWay);
        certain.addAll(ready);
        blocked.forEach((cause, legs) -> {
            if (cause.isEndedBySlots()) {
                certain.addAll(legs);
            }
        });
        Set<Wait> passing = new HashSet<>();
        if (!certain.isEmpty()) {
            general.forEach(cause -> pass(cause, passing, certain));
        }
        while (!certain.isEmpty()) {
            ends.apply(certain.poll()).forEach(cause -> pass(cause, passing, certain));
        }
        return passing;
    }

    private void pass(Wait cause, Set<Wait> passing, Deque<Leg> certain) {
        if (passing.add(cause)) {
            certain.addAll(blocked.getOrDefault(cause, List.of()));
        }
    }
}
