// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What failed before is not tried again and again: attempts to bring a VM to a host back off, and hosts and the whole fleet have a
 * breaker. All of it follows from the journal, so a restart changes nothing. Belongs to one thread.
 */
final class Breakers implements JournalFollower {

    private final Map<Aim, Attempts> attempts = new HashMap<>();
    private final Map<HostId, HostBreaker> hosts = new HashMap<>();
    private final Set<String> unended = new HashSet<>();
    private FleetBreaker fleet = new FleetBreaker();

    private record Aim(VmId vm, HostId target) {

        Aim(Migration migration) {
            this(migration.vm(), migration.target());
        }
    }

    @Override
    public void restart() {
        attempts.clear();
        hosts.clear();
        unended.clear();
        fleet = new FleetBreaker();
    }

    @Override
    public void heard(JournalEntry entry) {
        Event event = entry.event();
        if (event instanceof Event.Intended) {
            started(entry);
        } else if (event instanceof Event.Ended ended) {
            ended(entry, ended.outcome());
        } else if (event instanceof Event.Checked checked
                && !(checked.verification() instanceof Verification.Refuted)) {
            succeeded(entry);
        } else if (event instanceof Event.Closed closed) {
            closed(entry, closed.closing());
        }
    }

    private void closed(JournalEntry entry, Closing closing) {
        boolean isUnended = unended.remove(entry.migrationId());
        if (closing instanceof Closing.Resolved) {
            attempts.keySet().removeIf(aim -> aim.vm().equals(entry.migration().vm()));
        } else if (isUnended
                && closing.equals(new Closing.Found(entry.migration().source()))) {
            // Nobody saw why, so no host is blamed for it.
            failed(entry);
        }
    }

    private void failed(JournalEntry entry) {
        // Most VMs that failed once are gone some day, and nothing else takes them away.
        attempts.values().removeIf(before -> before.isForgotten(entry.at()));
        attempts.computeIfAbsent(new Aim(entry.migration()), aim -> new Attempts())
                .failed(entry.at());
    }

    private void started(JournalEntry entry) {
        unended.add(entry.migrationId());
        fleet.started(entry.migrationId(), entry.at());
        ends(entry.migration()).forEach(host -> host(host).started(entry.migrationId(), entry.at()));
    }

    private void ended(JournalEntry entry, MigrationOutcome outcome) {
        unended.remove(entry.migrationId());
        MigrationFailure failure = failure(outcome);
        if (failure != null && !(failure instanceof MigrationFailure.Requested)) {
            failed(entry);
            fleet.failed(entry.at());
            blamed(failure, entry.migration()).forEach(host -> host(host).failed(entry.at()));
        }
    }

    private static @Nullable MigrationFailure failure(MigrationOutcome outcome) {
        if (outcome instanceof MigrationOutcome.Failed failed) {
            return failed.failure();
        } else if (outcome instanceof MigrationOutcome.Aborted aborted) {
            return aborted.failure();
        } else if (outcome instanceof MigrationOutcome.Unknown unknown) {
            return unknown.failure();
        }
        return null;
    }

    /** A source must stay able to give its VMs to others when one target refuses them. */
    private static List<HostId> blamed(MigrationFailure failure, Migration migration) {
        if (failure instanceof MigrationFailure.NotConverging) {
            return List.of();
        } else if (failure instanceof MigrationFailure.Unreachable unreachable) {
            return List.of(unreachable.host());
        } else if (failure instanceof MigrationFailure.Refused || failure instanceof MigrationFailure.DriverError) {
            return List.of(migration.target());
        }
        return ends(migration);
    }

    private static List<HostId> ends(Migration migration) {
        return List.of(migration.source(), migration.target());
    }

    private void succeeded(JournalEntry entry) {
        attempts.remove(new Aim(entry.migration()));
        fleet.succeeded(entry.migrationId(), entry.at());
        ends(entry.migration()).forEach(host -> host(host).succeeded(entry.migrationId()));
    }

    private HostBreaker host(HostId host) {
        return hosts.computeIfAbsent(host, unknown -> new HostBreaker());
    }

    /** {@return whether nothing may be started now} */
    boolean holdAll(Instant now) {
        return fleet.closedUntil(now) != null;
    }

    /** {@return the hosts of which nothing may be started now} */
    Set<HostId> closedHosts(Instant now) {
        Set<HostId> closed = new TreeSet<>();
        hosts.forEach((host, breaker) -> {
            if (breaker.closedUntil(now) != null) {
                closed.add(host);
            }
        });
        return closed;
    }

    /** {@return where each VM must not be brought now, as that failed before} */
    Map<VmId, Set<HostId>> closedTargets(Instant now) {
        Map<VmId, Set<HostId>> closed = new TreeMap<>();
        attempts.forEach((aim, before) -> {
            if (before.obstacle(now) != null) {
                closed.computeIfAbsent(aim.vm(), vm -> new TreeSet<>()).add(aim.target());
            }
        });
        return closed;
    }

    /** {@return what is against a start now, or null if nothing is} */
    DroppedStart.@Nullable Cause obstacle(Migration next, Instant now) {
        Instant fleetUntil = fleet.closedUntil(now);
        if (fleetUntil != null) {
            return new DroppedStart.Cause.FleetBreaker(fleetUntil);
        }
        for (HostId host : ends(next)) {
            Instant until = host(host).closedUntil(now);
            if (until != null) {
                return new DroppedStart.Cause.HostBreaker(host, until);
            }
        }
        Attempts before = attempts.get(new Aim(next));
        return before == null ? null : before.obstacle(now);
    }
}
