// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.NewerOwnerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is about to happen, or was seen, with the time of now, as the owner of the journal. Belongs to one thread.
 *
 * <p>What is about to happen is written at once, or not done. What was seen may be written later, in its order: a crash before that
 * leaves the migration open, and it is looked for again.
 */
final class JournalWriter {

    private static final long NEVER = 0;
    private static final int PAGE = 1000;
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final MigrationJournal journal;
    private final InstantSource clock;
    private final List<JournalFollower> followers;
    private final Deque<JournalEntry> unwritten = new ArrayDeque<>();
    private long epoch = NEVER;
    private long migrations;
    private @Nullable Instant failedAt;
    private String failure = "";

    JournalWriter(MigrationJournal journal, InstantSource clock, List<? extends JournalFollower> followers) {
        this.journal = journal;
        this.clock = clock;
        this.followers = List.copyOf(followers);
    }

    /** Owns the journal from now on, whoever did before; the followers hear what it says. */
    void claim() {
        long claimed = journal.claim();
        read();
        epoch = claimed;
        failedAt = null;
    }

    /** The followers hear what the journal says, whoever owns it. */
    void read() {
        followers.forEach(JournalFollower::restart);
        long position = 0;
        for (List<JournalRecord> page = journal.since(position, PAGE);
                !page.isEmpty();
                page = journal.since(position, PAGE)) {
            page.forEach(line -> tell(line.entry()));
            position = page.get(page.size() - 1).position();
        }
    }

    /**
     * Owns the journal, unless it did before: who lost it does not take it back unasked.
     *
     * @return false if that failed, as {@link #failure} tells
     */
    boolean claimOnce() {
        if (epoch == NEVER) {
            try {
                claim();
            } catch (RuntimeException e) {
                failed(e);
            }
        }
        return epoch != NEVER;
    }

    /** {@return an id that no migration had yet, whatever the clock says: an epoch is given out once} */
    String nextId() {
        return epoch + "-" + migrations++;
    }

    /**
     * Writes what is about to be done.
     *
     * @return whether it is written; it must not be done otherwise
     */
    boolean announce(String id, Migration migration) {
        JournalEntry entry = new JournalEntry(clock.instant(), id, migration, new JournalEntry.Event.Intended());
        if (!writeUnwritten() || !append(entry)) {
            return false;
        }
        tell(entry);
        return true;
    }

    /** Writes what was seen, now or later. */
    void write(String id, Migration migration, JournalEntry.Event event) {
        JournalEntry entry = new JournalEntry(clock.instant(), id, migration, event);
        tell(entry);
        unwritten.add(entry);
        writeUnwritten();
    }

    /** {@return whether all that was to be written is; after a failure it is tried again a minute later} */
    boolean writeUnwritten() {
        Instant now = clock.instant();
        boolean hasJustFailed =
                failedAt != null && Duration.between(failedAt, now).abs().compareTo(RETRY) < 0;
        // Who never owned it must not be taken for one who lost it.
        if (epoch == NEVER || hasJustFailed) {
            return false;
        }
        failedAt = null;
        while (!unwritten.isEmpty() && append(unwritten.getFirst())) {
            unwritten.removeFirst();
        }
        return unwritten.isEmpty();
    }

    private boolean append(JournalEntry entry) {
        try {
            journal.append(epoch, entry);
            return true;
        } catch (NewerOwnerException e) {
            unwritten.clear();
            throw e;
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    private void failed(RuntimeException e) {
        failedAt = clock.instant();
        failure = String.valueOf(e.getMessage());
    }

    /** {@return why the journal could not be written when it was tried last; null if it could} */
    @Nullable
    String failure() {
        return failedAt == null ? null : failure;
    }

    private void tell(JournalEntry entry) {
        followers.forEach(follower -> follower.heard(entry));
    }

    /** {@return the announcements of the migrations that are open} */
    List<JournalEntry> open() {
        return journal.open();
    }

    InstantSource clock() {
        return clock;
    }
}
