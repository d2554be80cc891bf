// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.RefusedStart;
import io.affinity.spi.migration.Migration;
import java.time.Instant;
import java.util.List;

/** Hears what the control loop does, on its thread. */
public interface RebalancerListener {

    /**
     * A cycle begins.
     *
     * @param at by the clock of the loop
     */
    default void cycling(Instant at) {}

    /** A cycle is over. */
    default void cycled(CycleReport report) {}

    /** A migration was started. */
    default void started(Migration migration) {}

    /** A migration that was started has ended. */
    default void migrated(MigrationReport report) {}

    /** A gate did not let a migration start. */
    default void refused(RefusedStart start) {}

    /** A migration that was planned is not started, though neither a rule nor a gate is against it. */
    default void dropped(DroppedStart start) {}

    /** {@return one that tells all of these, in this order; if some of them break, the others are told all the same} */
    static RebalancerListener all(RebalancerListener... listeners) {
        return new Listeners(List.of(listeners));
    }
}
