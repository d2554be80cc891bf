// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import java.util.ArrayList;
import java.util.List;

/** A journal that lives as long as the process: for simulations and tests. Thread-safe. */
public final class MemoryJournal implements MigrationJournal {

    private final List<JournalRecord> records = new ArrayList<>();
    private final OpenMigrations open = new OpenMigrations();
    private long newest;

    /** Needs no settings; also how {@link java.util.ServiceLoader} makes one. */
    public MemoryJournal() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized long claim() {
        newest++;
        return newest;
    }

    @Override
    public synchronized void append(long epoch, JournalEntry entry) {
        JournalChecks.requireNewest("in memory", epoch, newest);
        records.add(new JournalRecord(records.size() + 1L, entry));
        open.take(entry);
    }

    @Override
    public synchronized List<JournalEntry> open() {
        return open.announcements();
    }

    @Override
    public synchronized List<JournalRecord> since(long position, int limit) {
        JournalChecks.requireReadable(position, limit);
        int from = (int) Math.min(position, records.size());
        return List.copyOf(records.subList(from, (int) Math.min(records.size(), from + (long) limit)));
    }
}
