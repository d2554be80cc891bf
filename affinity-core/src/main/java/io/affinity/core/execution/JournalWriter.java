package io.affinity.core.execution;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import java.time.InstantSource;
import java.util.List;

/** Writes what is about to happen, or was seen, with the time of now, as the owner of the journal. Belongs to one thread. */
final class JournalWriter {

    private static final long NEVER = 0;

    private final MigrationJournal journal;
    private final InstantSource clock;
    private long epoch = NEVER;

    JournalWriter(MigrationJournal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Owns the journal from now on, whoever did before. */
    void claim() {
        epoch = journal.claim();
    }

    /** Owns the journal, unless it did before: who lost it does not take it back unasked. */
    void claimOnce() {
        if (epoch == NEVER) {
            claim();
        }
    }

    void write(String id, Migration migration, JournalEntry.Event event) {
        journal.append(epoch, new JournalEntry(clock.instant(), id, migration, event));
    }

    /** {@return the announcements of the migrations that are open} */
    List<JournalEntry> open() {
        return journal.open();
    }

    InstantSource clock() {
        return clock;
    }
}
