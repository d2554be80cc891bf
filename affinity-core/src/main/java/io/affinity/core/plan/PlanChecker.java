// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.core.check.Occupancy;
import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replays a plan and says what is wrong with it: with every migration succeeding, and again with single ones failing.
 * It knows nothing of how plans are made, and counts the whole fleet anew after each start and end. Ends come before starts at equal times. Stateless and
 * thread-safe.
 */
public final class PlanChecker {

    private PlanChecker() {}

    /**
     * {@return a sentence for each state in which a hard rule is worse than in the beginning, whichever single migration fails; empty for a sound plan}
     *
     * <p>Cost: the square of the number of migrations, times VMs and rules.
     */
    public static List<String> problems(Fleet fleet, MigrationPlan plan) {
        return problems(
                fleet,
                plan,
                plan.migrations().stream().mapToInt(PlannedMigration::number).toArray());
    }

    /**
     * {@return the same if every migration succeeds, and again for each single failure that is asked for}
     *
     * @param failing numbers of migrations
     */
    public static List<String> problems(Fleet fleet, MigrationPlan plan, int... failing) {
        List<String> problems = new ArrayList<>(replay(fleet, plan, -1));
        for (int one : failing) {
            problems.addAll(replay(fleet, plan, one));
        }
        return problems;
    }

    private record Event(Duration at, boolean isEnd, PlannedMigration migration) {}

    private static List<String> replay(Fleet fleet, MigrationPlan plan, int failing) {
        PlacementChecker checker = new PlacementChecker(fleet);
        Occupancy occupancy = new Occupancy(fleet.placement());
        Map<String, Double> initial = checker.hardViolationsOnTheWay(occupancy);
        List<Event> events = new ArrayList<>();
        for (PlannedMigration migration : plan.migrations()) {
            events.add(new Event(migration.startAfter(), false, migration));
            events.add(
                    new Event(migration.startAfter().plus(migration.estimate().elapsed()), true, migration));
        }
        events.sort(Comparator.comparing(Event::at)
                .thenComparing(event -> !event.isEnd())
                .thenComparing(event -> event.migration().number()));
        Set<Integer> notDone = new HashSet<>();
        List<String> problems = new ArrayList<>();
        for (Event event : events) {
            apply(event, failing, notDone, occupancy);
            List<String> worse = PlacementChecker.worsened(initial, checker.hardViolationsOnTheWay(occupancy));
            if (!worse.isEmpty()) {
                problems.add("After the " + (event.isEnd() ? "end" : "start") + " of migration "
                        + event.migration().number() + (failing < 0 ? "" : ", with migration " + failing + " failing")
                        + ", these rules are worse than at first: " + String.join(", ", worse) + ".");
            }
        }
        return problems;
    }

    private static void apply(Event event, int failing, Set<Integer> notDone, Occupancy occupancy) {
        PlannedMigration migration = event.migration();
        boolean blocked = migration.dependsOn().stream().anyMatch(notDone::contains);
        if (!event.isEnd()) {
            if (blocked) {
                notDone.add(migration.number());
            } else {
                occupancy.add(migration.migration().vm(), migration.migration().target());
            }
        } else if (!notDone.contains(migration.number())) {
            boolean fails = migration.number() == failing;
            occupancy.set(
                    migration.migration().vm(),
                    fails
                            ? migration.migration().source()
                            : migration.migration().target());
            if (fails) {
                notDone.add(migration.number());
            }
        }
    }
}
