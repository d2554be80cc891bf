// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Starts what a plan has due, once nothing is against it: age, dependencies, alarms, limits, what failed before, rules, and last the gates.
 * Belongs to one thread.
 */
final class Starts {

    private final GuardedMigrator migrator;
    private final JournalWriter journal;
    private final Breakers breakers;
    private final Alarms alarms;
    private final RunningMigrations running;
    private final Gates gates;
    private final StartNews news;
    private final InstantSource clock;
    private final PlanValidity validity;
    private PlanQueue queue = new PlanQueue(MigrationPlan.empty(Instant.EPOCH), Instant.EPOCH);
    private @Nullable RuleGuard guard;
    private long plannedAtNanos;

    Starts(
            GuardedMigrator migrator,
            JournalWriter journal,
            Breakers breakers,
            Alarms alarms,
            RunningMigrations running,
            Gates gates,
            StartNews news,
            InstantSource clock,
            PlanValidity validity) {
        this.migrator = migrator;
        this.journal = journal;
        this.breakers = breakers;
        this.alarms = alarms;
        this.running = running;
        this.gates = gates;
        this.news = news;
        this.clock = clock;
        this.validity = validity;
    }

    /**
     * Takes a new plan in place of the last one; one that is too old is dropped.
     *
     * @param underWay also what a crash left to the hypervisors
     */
    void plan(MigrationPlan plan, Fleet fleet, Duration age, Collection<Migration> underWay) {
        Instant now = clock.instant();
        queue = new PlanQueue(plan, now);
        RuleGuard newGuard = new RuleGuard(fleet);
        underWay.forEach(newGuard::begin);
        guard = newGuard;
        plannedAtNanos = validity.nanoTime().getAsLong() - age.toNanos();
        Duration byClock = Duration.between(plan.createdAt(), now).abs();
        if (byClock.compareTo(validity.time()) > 0 || age.compareTo(validity.time()) > 0) {
            dropWaiting(new DroppedStart.Cause.Expired(plan.createdAt()));
        }
    }

    /** Forgets what waits, and tells nobody. */
    void forget() {
        queue = new PlanQueue(MigrationPlan.empty(clock.instant()), clock.instant());
    }

    void dropWaiting(DroppedStart.Cause cause) {
        queue.waiting().forEach(next -> drop(next, cause));
    }

    private void drop(PlannedMigration next, DroppedStart.Cause cause) {
        queue.remove(next);
        queue.settle(next.number(), false);
        news.add(new DroppedStart(next.migration(), cause));
    }

    /** {@return the same report; what it says of where the VM is now holds for what is started next} */
    MigrationReport settled(MigrationReport report) {
        if (guard != null) {
            guard.settle(report);
        }
        return report;
    }

    /** {@return whether nothing more will be started of what waits, as far as alarms go} */
    boolean isIdle() {
        return queue.isStuck(alarms::forbid);
    }

    /** {@return when the next may be due, or null if none waits for clock or gate} */
    @Nullable
    Instant next() {
        return queue.nextStart(clock.instant());
    }

    void startDue() {
        RuleGuard rules = guard;
        if (rules == null) {
            return;
        }
        for (PlannedMigration next : queue.waiting()) {
            // A migrator may have taken its time.
            Instant now = clock.instant();
            if (queue.isExpired(next, now, sincePlanned(), validity.time())) {
                drop(next, new DroppedStart.Cause.Expired(queue.createdAt()));
            } else if (!queue.skip(next)
                    && queue.isDue(next, now)
                    && !alarms.forbid(next.migration())
                    && running.hasRoomFor(next.migration(), rules.fleet())) {
                startIfAllowed(next, rules, now);
            }
        }
    }

    private Duration sincePlanned() {
        return Duration.ofNanos(validity.nanoTime().getAsLong() - plannedAtNanos);
    }

    private void startIfAllowed(PlannedMigration next, RuleGuard rules, Instant now) {
        DroppedStart.Cause held = breakers.obstacle(next.migration(), now);
        if (held != null) {
            drop(next, held);
        } else if (running.isUnderWay(next.migration().vm()) || !rules.allows(next.migration())) {
            refuse(next, new Closing.AgainstRules());
        } else {
            startIfGranted(next, rules, now);
        }
    }

    private void startIfGranted(PlannedMigration next, RuleGuard rules, Instant now) {
        Gates.Objection objection = gates.objection(next, rules.fleet(), now);
        if (objection == null) {
            start(next, rules, now);
        } else if (objection.answer() instanceof Gate.WaitUntil wait) {
            queue.hold(next, wait.at());
        } else if (objection.answer() instanceof Gate.Refuse refuse) {
            Closing.Refused refused = new Closing.Refused(objection.gate(), refuse);
            news.add(new RefusedStart(next.migration(), refused));
            refuse(next, refused);
        }
    }

    private void refuse(PlannedMigration next, Closing closing) {
        queue.remove(next);
        queue.settle(next.number(), false);
        journal.write(journal.nextId(), next.migration(), new JournalEntry.Event.Closed(closing));
    }

    private void start(PlannedMigration next, RuleGuard rules, Instant now) {
        Migration migration = next.migration();
        String id = journal.nextId();
        if (!journal.announce(id, migration)) {
            alarms.journal(journal.failure());
            return;
        }
        queue.remove(next);
        MigrationRequest request = running.request(id, migration, rules.fleet().vm(migration.vm()));
        running.add(new StartedMigration(next, request, migrator.start(request), now, validity.nanoTime(), queue));
        news.add(migration);
        rules.begin(migration);
    }
}
