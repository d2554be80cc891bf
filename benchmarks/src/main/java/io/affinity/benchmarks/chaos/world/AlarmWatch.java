// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.core.execution.Alarm;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which alarms must stand, and which must not. */
final class AlarmWatch {

    /** Without any of them, it is never in doubt where a VM is. */
    private static final Set<Fault> DOUBTFUL = EnumSet.of(
            Fault.DEATH,
            Fault.POWER_LOSS,
            Fault.LOST_LOCK,
            Fault.HOST_SILENT,
            Fault.HOST_LEAVES,
            Fault.HOST_RENAMED,
            Fault.VM_DOUBLED,
            Fault.OUTSIDE_MOVER,
            Fault.MIGRATOR_BREAKS,
            Fault.MIGRATOR_LIES,
            Fault.MIGRATOR_BLOCKS,
            Fault.MIGRATION_NEVER_ENDS,
            Fault.INSPECTION_FAILS);

    private final World world;
    private final Starts starts;
    private final GoneVms gone;
    private final Consumer<String> violated;
    private final Map<VmId, Instant> resolvedAt = new HashMap<>();
    private final Set<Alarm.RefutedVerification> refuted = new LinkedHashSet<>();
    private List<Alarm> alarms = List.of();
    private boolean isJournalFailing;
    private Instant begunAt = Instant.MIN;

    AlarmWatch(World world, Starts starts, GoneVms gone, Consumer<String> violated) {
        this.world = world;
        this.starts = starts;
        this.gone = gone;
        this.violated = violated;
    }

    /** A controller has begun. */
    void begun() {
        begunAt = world.time().now();
    }

    void journaled(boolean hasFailed) {
        isJournalFailing = hasFailed;
    }

    void alarmed(List<Alarm> standing) {
        for (Alarm alarm : standing) {
            boolean isAboutDisk = alarm instanceof Alarm.JournalUnwritable
                    && (world.has(Fault.DISK_FULL) || world.has(Fault.DISK_ERROR));
            if (!alarms.contains(alarm) && !isAboutDisk && !world.has(DOUBTFUL)) {
                violated.accept("an alarm without a cause: " + alarm);
            }
            if (alarm instanceof Alarm.JournalUnwritable && !isJournalFailing) {
                violated.accept("the journal was written to, and still: " + alarm);
            }
            if (!alarms.contains(alarm) && gone.isCause(alarm, askedAt(alarm))) {
                violated.accept("the VM is nowhere, which is no alarm: " + alarm);
            }
        }
        alarms = List.copyOf(standing);
        if (standing.stream().anyMatch(Alarm.JournalUnwritable.class::isInstance)) {
            // What cannot be written down cannot be known after a restart.
            return;
        }
        for (Alarm alarm : standing) {
            if (alarm instanceof Alarm.RefutedVerification one) {
                refuted.add(one);
            }
        }
    }

    /** {@return when hosts were asked first what became of a migration; null if that is not known} */
    private @Nullable Instant askedAt(Alarm alarm) {
        if (alarm instanceof Alarm.LeftOpen) {
            return begunAt;
        }
        if (alarm instanceof Alarm.RefutedVerification one
                && refuted.stream().anyMatch(before -> before.id().equals(one.id()))) {
            return null;
        }
        return starts.all().stream()
                .filter(start ->
                        alarm instanceof Alarm.OfVm one && start.request.id().equals(one.id()))
                .map(start -> start.flight)
                .filter(Objects::nonNull)
                .map(Flight::reportedAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * A controller has begun, and looks after these.
     *
     * @param found open in the journal
     */
    void recovered(List<Migration> found, List<Alarm> standing) {
        for (Start start : starts.all()) {
            if (start.isUnderWay() && !start.isTold() && !found.contains(start.migration()) && !isResolved(start)) {
                violated.accept(start.migration() + " is under way, and was forgotten");
            }
        }
        for (Alarm.RefutedVerification refuted : refuted) {
            boolean stands = standing.stream()
                    .anyMatch(alarm -> alarm instanceof Alarm.RefutedVerification one
                            && one.id().equals(refuted.id()));
            if (!stands) {
                violated.accept("the alarm " + refuted + " was forgotten");
            }
        }
        alarmed(standing);
    }

    private boolean isResolved(Start start) {
        return !resolvedAt(start.migration().vm()).isBefore(start.at);
    }

    void resolved(VmId vm) {
        resolvedAt.put(vm, world.time().now());
        refuted.removeIf(alarm -> alarm.migration().vm().equals(vm));
    }

    /** {@return when a person said last that all is well with the VM} */
    Instant resolvedAt(VmId vm) {
        return resolvedAt.getOrDefault(vm, Instant.MIN);
    }

    void forget(Set<VmId> kept) {
        resolvedAt.keySet().retainAll(kept);
    }

    /** {@return whether an alarm tells of this migration, and that it may go on} */
    boolean isAbout(Start start) {
        return alarms.stream()
                .anyMatch(alarm -> alarm instanceof Alarm.OfVm one && one.id().equals(start.request.id()));
    }

    void check(Migration migration) {
        for (Alarm alarm : alarms) {
            boolean isConcerned = alarm instanceof Alarm.OfVm one
                    && (one.migration().vm().equals(migration.vm())
                            || touches(migration, one.migration().source())
                            || touches(migration, one.migration().target()));
            if ((alarm.stopsAll() && !(alarm instanceof Alarm.JournalUnwritable)) || isConcerned) {
                violated.accept(migration + " was started under the alarm " + alarm);
            }
        }
    }

    private static boolean touches(Migration migration, HostId host) {
        return migration.source().equals(host) || migration.target().equals(host);
    }
}
