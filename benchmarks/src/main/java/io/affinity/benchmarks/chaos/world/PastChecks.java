// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.MigrationBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What must not be started for what was started before. */
final class PastChecks {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_FAILURES = 3;

    /** Whatever gives cause to migrate, or to migrate back, besides demand. */
    private static final Set<Fault> EVENTFUL = EnumSet.of(
            Fault.CLOCK_HOUR,
            Fault.CLOCK_YEAR,
            Fault.HOST_SILENT,
            Fault.HOST_LEAVES,
            Fault.HOST_RENAMED,
            Fault.VM_CHURN,
            Fault.VM_DOUBLED,
            Fault.OUTSIDE_MOVER,
            Fault.DRAINING,
            Fault.RULES_CHANGE,
            Fault.VM_RENAMED);

    private final World world;
    private final Starts starts;
    private final AlarmWatch alarms;
    private final Consumer<String> violated;

    PastChecks(World world, Starts starts, AlarmWatch alarms, Consumer<String> violated) {
        this.world = world;
        this.starts = starts;
        this.alarms = alarms;
        this.violated = violated;
    }

    void check(Migration migration, Expectation expected, @Nullable Sight last) {
        underWay(migration, expected);
        failures(migration);
        if (last != null && expected.keepsBudgets()) {
            budgets(migration, last);
        }
        if (last != null && expected.keepsReturnBan()) {
            goingBack(migration, last);
        }
    }

    private void underWay(Migration migration, Expectation expected) {
        Set<HostId> hosts = new HashSet<>(Set.of(migration.source(), migration.target()));
        int all = 0;
        int atHosts = 0;
        for (Start start : starts.all()) {
            if (start.isUnderWay()) {
                Migration other = start.migration();
                // One that is in doubt has its hosts to itself, and does not keep all others waiting.
                all += alarms.isAbout(start) ? 0 : 1;
                if (other.vm().equals(migration.vm())) {
                    violated.accept(migration + " was started while " + other + " is under way");
                }
                atHosts += hosts.contains(other.source()) || hosts.contains(other.target()) ? 1 : 0;
            }
        }
        // What a person gave up on, or the migrator forgot, hangs beside.
        boolean isCounted = !world.has(Fault.MIGRATION_NEVER_ENDS)
                && !world.has(Fault.MIGRATOR_BREAKS)
                && !world.has(Fault.MIGRATOR_LIES);
        if (isCounted
                && (all >= expected.limits().maxConcurrent()
                        || atHosts >= expected.limits().maxConcurrentPerHost())) {
            violated.accept(
                    migration + " was started while " + all + " others were under way, " + atHosts + " of its hosts");
        }
    }

    private void failures(Migration migration) {
        Instant now = world.time().now();
        if (!world.time().isSteadyFor(DAY)) {
            return;
        }
        Instant resolved = alarms.resolvedAt(migration.vm());
        int failures = 0;
        for (Start start : starts.all()) {
            if (start.migration().vm().equals(migration.vm())
                    && start.migration().target().equals(migration.target())
                    && start.at.isAfter(resolved)
                    && start.at.plus(DAY).isAfter(now)) {
                failures = start.hasFailed() ? failures + 1 : 0;
            }
        }
        if (failures >= MOST_FAILURES) {
            violated.accept(migration + " was started after it had failed " + failures + " times within a day");
        }
    }

    /** Nothing but what is to come is reason to migrate in some worlds, and that has not changed so soon. */
    private void goingBack(Migration migration, Sight last) {
        if (!last.policies().isEmpty() || world.has(EVENTFUL)) {
            return;
        }
        // What a migration took of its last step does not count.
        Instant since = world.time().now().minus(Witness.RETURN_BAN).plus(World.STEP);
        for (Start start : starts.all()) {
            Flight flight = start.flight;
            if (flight != null
                    && flight.hasArrived()
                    && flight.migration().vm().equals(migration.vm())
                    && flight.migration().source().equals(migration.target())
                    && flight.endedAt() != null
                    && flight.endedAt().isAfter(since)) {
                violated.accept(migration + " was started, and the VM came from there at " + flight.endedAt());
            }
        }
    }

    private void budgets(Migration migration, Sight last) {
        for (MigrationBudget budget : last.budgets()) {
            // A slow disk may take its time between what is written down and the start.
            Instant since = world.time().now().minus(budget.window()).plus(World.STEP);
            long before = starts.all().stream()
                    .filter(start -> start.migration().vm().equals(migration.vm()) && start.at.isAfter(since))
                    .count();
            if (before >= budget.limit() && world.time().isSteadyFor(budget.window())) {
                violated.accept(migration + " was started, the migration number " + (before + 1) + " within "
                        + budget.window() + ", where " + budget.limit() + " are allowed");
            }
        }
    }
}
