// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.core.plan.Links;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** The migrations that are under way, in the order of their start, and the room that they leave. Belongs to one thread. */
final class RunningMigrations {

    private final MigrationLimits limits;
    private final List<StartedMigration> running = new ArrayList<>();

    RunningMigrations(MigrationLimits limits) {
        this.limits = limits;
    }

    void add(StartedMigration one) {
        running.add(one);
    }

    /** Asks each whether it has ended, and removes it then. */
    void poll(Predicate<StartedMigration> hasEnded) {
        for (Iterator<StartedMigration> i = running.iterator(); i.hasNext(); ) {
            if (hasEnded.test(i.next())) {
                i.remove();
            }
        }
    }

    /** {@return what a migrator is to be told about one more} */
    MigrationRequest request(String id, Migration migration, Vm vm) {
        return new MigrationRequest(
                id,
                migration,
                limits.bandwidthBytesPerSecond(),
                limits.maxDowntime(),
                limits.timeout(),
                limits.escalation(vm));
    }

    boolean isUnderWay(VmId vm) {
        return running.stream().anyMatch(one -> one.migration().vm().equals(vm));
    }

    /** @param fleet whose domains share links */
    boolean hasRoomFor(Migration next, Fleet fleet) {
        return running.size() < limits.maxConcurrent()
                && running.stream()
                                .filter(other -> shareHost(other.migration(), next))
                                .count()
                        < limits.maxConcurrentPerHost()
                && new Links(fleet, limits).haveRoomFor(next, migrations());
    }

    static boolean shareHost(Migration one, Migration other) {
        return one.source().equals(other.source())
                || one.source().equals(other.target())
                || one.target().equals(other.source())
                || one.target().equals(other.target());
    }

    List<Migration> migrations() {
        return running.stream().map(StartedMigration::migration).toList();
    }

    boolean isEmpty() {
        return running.isEmpty();
    }

    void clear() {
        running.clear();
    }
}
