// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;

import io.affinity.core.fixture.ManualClock;
import io.affinity.core.fixture.ScriptedMigrator;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An executor with a clock, a migrator that does as it is told, and a journal whose lines are noted among its calls. */
final class ExecutorScene {

    static final MigrationLimits LIMITS = new MigrationLimits(
            2, 2, 5e8, Duration.ofMillis(200), Duration.ofMinutes(7), Escalation.NONE, Map.of(), Map.of());

    final PlanValidity validity = new PlanValidity(Duration.ofMinutes(20), () -> this.nanos);

    final List<String> calls = new ArrayList<>();
    final ScriptedMigrator migrator = new ScriptedMigrator(calls);
    final MemoryJournal lines = new MemoryJournal();
    final ManualClock clock = new ManualClock(ORIGIN);
    final PlanExecutor executor = executor(LIMITS);
    long nanos;

    PlanExecutor executor(MigrationLimits limits) {
        return executor(limits, List.of());
    }

    PlanExecutor executor(MigrationLimits limits, List<Gate> gates) {
        return new PlanExecutor(migrator, new LoudJournal(), limits, clock, gates, validity);
    }

    /** What the controller before has left. */
    void wrote(Instant at, String id, Migration migration, JournalEntry.Event event) {
        lines.append(lines.claim(), new JournalEntry(at, id, migration, event));
    }

    /** Notes each line among the calls, so that the order of both can be seen. */
    private final class LoudJournal implements MigrationJournal {
        @Override
        public String name() {
            return "loud";
        }

        @Override
        public long claim() {
            return lines.claim();
        }

        @Override
        public void append(long epoch, JournalEntry entry) {
            lines.append(epoch, entry);
            calls.add(entry.event().getClass().getSimpleName() + " "
                    + entry.migration().vm());
        }

        @Override
        public List<JournalEntry> open() {
            return lines.open();
        }

        @Override
        public List<JournalRecord> since(long position, int limit) {
            return lines.since(position, limit);
        }
    }

    /** Hosts a to d; v1 to v4 on a, v5 on b. */
    static Fleet.Builder world() {
        return fleet(host("a", 8, 64), host("b", 8, 64), host("c", 8, 64), host("d", 8, 64))
                .vm(vm("v1", 1, 8), id("a"))
                .vm(vm("v2", 1, 8), id("a"))
                .vm(vm("v3", 1, 8), id("a"))
                .vm(vm("v4", 1, 8), id("a"))
                .vm(vm("v5", 1, 8), id("b"));
    }

    static PlannedMigration migration(
            int number, String vm, String source, String target, Duration startAfter, Integer... dependsOn) {
        return new PlannedMigration(
                number,
                new Migration(vmId(vm), id(source), id(target)),
                new Recommendation(vmId(vm), id(source), id(target), List.of(new Reason.Gain(1))),
                new MigrationEstimate(Duration.ofSeconds(10), Duration.ZERO, 1, 1, true),
                startAfter,
                Set.of(dependsOn));
    }

    static PlannedMigration now(int number, String vm, String source, String target, Integer... dependsOn) {
        return migration(number, vm, source, target, Duration.ZERO, dependsOn);
    }

    void submit(Fleet fleet, PlannedMigration... migrations) {
        executor.submit(new MigrationPlan(ORIGIN, Arrays.asList(migrations), List.of()), fleet);
    }
}
