// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.util.Set;

/**
 * A small cluster in which {@link MigratorContract} lets a migrator work: at least three available hosts, and at least one
 * VM with memory, which any of the hosts could take. Each test gets a world of its own and uses the first VM of the fleet.
 */
public interface MigratorWorld {

    /** What can go wrong in a world that knows how. */
    enum Fault {
        /** From now on copying fails: the running migration, and those that are started later. */
        COPY_BREAKS,
        /** The target does not answer any more; it may go on running what it runs. */
        TARGET_SILENT,
        /** The source does not answer any more; it may go on running what it runs. */
        SOURCE_SILENT
    }

    /** {@return the migrator under test, always the same} */
    Migrator migrator();

    /** {@return the hosts and VMs, as they were at the beginning} */
    Fleet fleet();

    /** Lets time pass for the migrations under way; a real world waits, a simulated one moves its clock. */
    void passTime(Duration duration);

    /** {@return the faults that {@link #inject} knows; none unless overridden} */
    default Set<Fault> faults() {
        return Set.of();
    }

    /**
     * Makes something go wrong.
     *
     * @param fault one of {@link #faults()}
     * @param migration whose source and target are meant
     */
    default void inject(Fault fault, Migration migration) {
        throw new UnsupportedOperationException("The world does not know the fault (" + fault + ").");
    }
}
