package io.affinity.core.execution;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import java.time.InstantSource;
import java.util.List;

/** Writes what is about to happen, or was seen, with the time of now, as the owner of the journal. Belongs to one thread. */
final class JournalWriter {

    private static final long NEVER = 0;
    private static final int PAGE = 1000;

    private final MigrationJournal journal;
    private final InstantSource clock;
    private final List<JournalFollower> followers;
    private long epoch = NEVER;

    JournalWriter(MigrationJournal journal, InstantSource clock, List<? extends JournalFollower> followers) {
        this.journal = journal;
        this.clock = clock;
        this.followers = List.copyOf(followers);
    }

    /** Owns the journal from now on, whoever did before; the followers hear what it says. */
    void claim() {
        epoch = journal.claim();
        read();
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

    /** Owns the journal, unless it did before: who lost it does not take it back unasked. */
    void claimOnce() {
        if (epoch == NEVER) {
            claim();
        }
    }

    void write(String id, Migration migration, JournalEntry.Event event) {
        JournalEntry entry = new JournalEntry(clock.instant(), id, migration, event);
        journal.append(epoch, entry);
        tell(entry);
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
