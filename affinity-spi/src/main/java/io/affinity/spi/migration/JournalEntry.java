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

        /** The migration is about to be started. Written before the migrator is told. */
        record Intended() implements Event {}

        /** The migrator reported an end. */
        record Ended(MigrationOutcome outcome) implements Event {}

        /** The end was checked; the last line of a migration that completed, unless it was refuted. */
        record Checked(Verification verification) implements Event {}

        /** After a restart, or an unknown outcome, the hosts were inspected. */
        record Inspected(ActualState state) implements Event {}

        /** The matter is closed: nothing is left to do, or a person has to look; {@code note} says which. */
        record Closed(String note) implements Event {}
    }
}
