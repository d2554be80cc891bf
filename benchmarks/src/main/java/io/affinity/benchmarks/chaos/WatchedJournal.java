package io.affinity.benchmarks.chaos;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import java.util.List;

/** A journal of which is told when it was claimed. */
record WatchedJournal(MigrationJournal journal, Runnable claimed) implements MigrationJournal {

    @Override
    public String name() {
        return journal.name();
    }

    @Override
    public long claim() {
        long epoch = journal.claim();
        claimed.run();
        return epoch;
    }

    @Override
    public void append(long epoch, JournalEntry entry) {
        journal.append(epoch, entry);
    }

    @Override
    public List<JournalEntry> open() {
        return journal.open();
    }

    @Override
    public List<JournalRecord> since(long position, int limit) {
        return journal.since(position, limit);
    }
}
