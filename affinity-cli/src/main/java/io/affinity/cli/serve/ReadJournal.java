// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.history.Past;
import io.affinity.cli.history.PastMigration;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import java.util.List;
import java.util.function.Consumer;

/** A journal whose entries are remembered as migrations as well, those that it holds and those that come. For any thread. */
final class ReadJournal implements MigrationJournal {

    private final MigrationJournal journal;
    private final Past past;

    /**
     * @param earlier hands over what the journal holds already, oldest first
     * @param most migrations that are remembered, the latest
     */
    ReadJournal(MigrationJournal journal, Consumer<Consumer<JournalEntry>> earlier, int most) {
        this.journal = journal;
        this.past = new Past(PastMigration::isStarted, most);
        earlier.accept(past::take);
    }

    /** {@return those that have ended, the oldest first} */
    List<PastMigration> ended() {
        synchronized (past) {
            return past.history(List.of()).migrations().stream()
                    .filter(PastMigration::hasEnded)
                    .toList();
        }
    }

    @Override
    public String name() {
        return journal.name();
    }

    @Override
    public long claim() {
        return journal.claim();
    }

    @Override
    public void append(long epoch, JournalEntry entry) {
        journal.append(epoch, entry);
        synchronized (past) {
            past.take(entry);
        }
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
