// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A journal of which is told when it was claimed, and whether it could be used.
 *
 * @param failed hears of each attempt whether it failed
 */
record WatchedJournal(MigrationJournal journal, Runnable claimed, Consumer<Boolean> failed)
        implements MigrationJournal {

    @Override
    public String name() {
        return journal.name();
    }

    @Override
    public long claim() {
        AtomicLong epoch = new AtomicLong();
        write(() -> epoch.set(journal.claim()));
        claimed.run();
        return epoch.get();
    }

    @Override
    public void append(long epoch, JournalEntry entry) {
        write(() -> journal.append(epoch, entry));
    }

    private void write(Runnable writing) {
        boolean hasFailed = true;
        try {
            writing.run();
            hasFailed = false;
        } finally {
            failed.accept(hasFailed);
        }
    }

    @Override
    public List<JournalEntry> open() {
        return journal.open();
    }

    @Override
    public List<JournalRecord> since(long position, int limit) {
        try {
            return journal.since(position, limit);
        } catch (UncheckedIOException e) {
            // Who claims it has to read it as well.
            failed.accept(true);
            throw e;
        }
    }
}
