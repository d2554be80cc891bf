// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.flight;

import io.affinity.spi.migration.Migration;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Tells Java Flight Recorder what the control loop does. While nothing is recorded, a call costs an empty object. Thread-safe, and of
 * no influence on any decision.
 */
public final class Flight {

    private Flight() {}

    /** {@return what the work gives, after its time was told} */
    public static <T> T stage(Stage stage, Supplier<T> work) {
        StageEvent event = new StageEvent();
        event.begin();
        try {
            return work.get();
        } finally {
            event.end();
            if (event.shouldCommit()) {
                event.stage = stage.word();
                event.commit();
            }
        }
    }

    /** {@return a cycle that begins now} */
    public static Cycle cycle() {
        return new Cycle();
    }

    /** A cycle under way; belongs to one thread. */
    public static final class Cycle {

        private final CycleEvent event = new CycleEvent();

        private Cycle() {
            event.begin();
        }

        /** Ends it. */
        public void end(boolean decided, int hosts, int vms, int planned) {
            event.end();
            if (event.shouldCommit()) {
                event.decided = decided;
                event.hosts = hosts;
                event.vms = vms;
                event.planned = planned;
                event.commit();
            }
        }
    }

    /**
     * Tells of a migration that has ended.
     *
     * @param outcome the name of its kind
     */
    public static void migration(Migration migration, Duration elapsed, String outcome) {
        MigrationEvent event = new MigrationEvent();
        if (event.shouldCommit()) {
            event.vm = migration.vm().value();
            event.source = migration.source().value();
            event.target = migration.target().value();
            event.outcome = outcome;
            event.elapsed = elapsed.toMillis();
            event.commit();
        }
    }
}
