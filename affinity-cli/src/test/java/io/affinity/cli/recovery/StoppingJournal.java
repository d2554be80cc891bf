// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.recovery;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Says on standard output when a stop is reached, and does not go on from there. */
record StoppingJournal(MigrationJournal journal, Stop stop) implements MigrationJournal {

    @Override
    public String name() {
        return journal.name();
    }

    @Override
    public void append(long epoch, JournalEntry entry) {
        if (stop == before(entry.event())) {
            waitForDeath();
        }
        journal.append(epoch, entry);
        if (stop == after(entry.event())) {
            waitForDeath();
        }
    }

    private static Stop before(Event event) {
        if (event instanceof Event.Intended) {
            return Stop.BEFORE_INTENDED;
        } else if (event instanceof Event.Ended) {
            return Stop.BEFORE_ENDED;
        } else if (event instanceof Event.Inspected) {
            return Stop.BEFORE_INSPECTED;
        }
        return event instanceof Event.Closed ? Stop.BEFORE_CLOSED : Stop.NOWHERE;
    }

    private static Stop after(Event event) {
        if (event instanceof Event.Intended) {
            return Stop.AFTER_INTENDED;
        } else if (event instanceof Event.Ended) {
            return Stop.AFTER_ENDED;
        } else if (event instanceof Event.Checked) {
            return Stop.AFTER_CHECKED;
        } else if (event instanceof Event.Inspected) {
            return Stop.AFTER_INSPECTED;
        }
        return event instanceof Event.Closed ? Stop.AFTER_CLOSED : Stop.NOWHERE;
    }

    private void waitForDeath() {
        System.out.println("AT " + stop);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long claim() {
        return journal.claim();
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
