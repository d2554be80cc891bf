package io.affinity.spi.migration;

import io.affinity.spi.plugin.Plugin;
import java.util.List;

/** Remembers what was about to be done, so that a crash at any point can be cleaned up. Thread-safe. */
public interface MigrationJournal extends Plugin {

    /**
     * Adds a line. When this returns, the line survives whatever the implementation promises to survive.
     *
     * @throws java.io.UncheckedIOException if it cannot be written; the action it announces must then not be taken
     */
    void append(JournalEntry entry);

    /** {@return all lines, oldest first; a copy} */
    List<JournalEntry> entries();
}
