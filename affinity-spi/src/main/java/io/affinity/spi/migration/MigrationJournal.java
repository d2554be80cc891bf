// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.plugin.Plugin;
import java.util.List;

/**
 * Remembers what was about to be done, so that a crash at any point can be cleaned up. Thread-safe.
 *
 * <p>Whoever wants to write claims the journal first, and gets an epoch: an owner's term of office. Only the newest owner can
 * write, so one that was taken for dead cannot start anything once another has taken over. {@link JournalCodec} makes lines of
 * entries, for journals on files, databases and the like.
 */
public interface MigrationJournal extends Plugin {

    /**
     * Takes the journal over for writing: from now on an {@link #append} of an older epoch fails.
     *
     * @return a new epoch, positive and higher than all before, also those before a restart and those of other processes
     * @throws java.io.UncheckedIOException if it cannot be written down
     */
    long claim();

    /**
     * Adds an entry. When this returns, the entry survives whatever the implementation promises to survive.
     *
     * @param epoch as {@link #claim} returned it
     * @throws NewerOwnerException if the journal was claimed since, be it by another process; nothing is written then
     * @throws IllegalArgumentException if this epoch was never given out
     * @throws java.io.UncheckedIOException if it cannot be written; the action it announces must then not be taken
     */
    void append(long epoch, JournalEntry entry);

    /**
     * {@return the announcements ({@link JournalEntry.Event.Intended}) of the migrations that no later entry closes
     * ({@link JournalEntry.Event#closes}), oldest first; a copy}
     *
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    List<JournalEntry> open();

    /**
     * {@return entries after this position, oldest first; none only if there are none; a copy}
     *
     * @param position of the last entry that is known, or 0 to begin with the first
     * @param limit how many to return at most, at least 1
     * @throws IllegalArgumentException if the position is negative or the limit less than 1
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    List<JournalRecord> since(long position, int limit);
}
