package io.affinity.core.storage;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.MigrationJournal;
import java.util.ArrayList;
import java.util.List;

/** A journal that lives as long as the process: for simulations and tests. Thread-safe. */
public final class MemoryJournal implements MigrationJournal {

    private final List<JournalEntry> entries = new ArrayList<>();

    /** Needs no settings; also how {@link java.util.ServiceLoader} makes one. */
    public MemoryJournal() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized void append(JournalEntry entry) {
        entries.add(entry);
    }

    @Override
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(entries);
    }
}
