package io.affinity.core;

import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.RefusedStart;

/** Hears what the control loop does, on its thread. */
public interface RebalancerListener {

    /** A cycle is over. */
    default void cycled(CycleReport report) {}

    /** A migration that was started has ended. */
    default void migrated(MigrationReport report) {}

    /** A gate did not let a migration start. */
    default void refused(RefusedStart start) {}

    /** A migration that was planned is not started, though neither a rule nor a gate is against it. */
    default void dropped(DroppedStart start) {}
}
