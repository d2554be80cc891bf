// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import java.time.Instant;

/**
 * One line of the migration journal.
 *
 * @param at when it was written
 * @param migrationId the request's id
 * @param event what is about to be done, or what was seen
 */
public record JournalEntry(Instant at, String migrationId, Migration migration, Event event) {

    /** What a line says. */
    public sealed interface Event {

        /** {@return whether the migration is closed with it: nobody has to look after it any more} */
        default boolean closes() {
            return false;
        }

        /** The migration is about to be started, and open from now on. Written before the migrator is told. */
        record Intended() implements Event {}

        /** The migrator reported an end. */
        record Ended(MigrationOutcome outcome) implements Event {}

        /** The end was checked; the last line of a migration that completed, unless it was refuted. */
        record Checked(Verification verification) implements Event {
            @Override
            public boolean closes() {
                return !(verification instanceof Verification.Refuted);
            }
        }

        /** After a restart, or an unknown outcome, the hosts were inspected. */
        record Inspected(ActualState state) implements Event {}

        /** The matter is closed: nothing is left to do. */
        record Closed(Closing closing) implements Event {
            @Override
            public boolean closes() {
                return true;
            }
        }
    }
}
