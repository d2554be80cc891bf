package io.affinity.core.execution;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import java.time.InstantSource;

/** Writes what is about to happen, or was seen, with the time of now. */
record JournalWriter(MigrationJournal journal, InstantSource clock) {

    void write(String id, Migration migration, JournalEntry.Event event) {
        journal.append(new JournalEntry(clock.instant(), id, migration, event));
    }
}
