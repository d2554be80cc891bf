// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.NewerOwnerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A journal in a list. */
class PlainJournal implements MigrationJournal {

    final List<JournalRecord> records = new ArrayList<>();
    long newest;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public synchronized long claim() {
        return ++newest;
    }

    @Override
    public synchronized void append(long epoch, JournalEntry entry) {
        if (epoch > newest) {
            throw new IllegalArgumentException("The epoch (" + epoch + ") must be at most " + newest + ".");
        }
        if (epoch < newest) {
            throw new NewerOwnerException("plain", epoch, newest);
        }
        records.add(new JournalRecord(records.size() + 1, entry));
    }

    boolean closes(JournalEntry.Event event) {
        return event.closes();
    }

    @Override
    public synchronized List<JournalEntry> open() {
        Map<String, JournalEntry> open = new LinkedHashMap<>();
        for (JournalRecord record : records) {
            JournalEntry entry = record.entry();
            if (closes(entry.event())) {
                open.remove(entry.migrationId());
            } else if (entry.event() instanceof JournalEntry.Event.Intended) {
                open.put(entry.migrationId(), entry);
            }
        }
        return List.copyOf(open.values());
    }

    @Override
    public synchronized List<JournalRecord> since(long position, int limit) {
        if (position < 0 || limit < 1) {
            throw new IllegalArgumentException("There is no position " + position + ", or no limit of " + limit + ".");
        }
        return records.stream()
                .filter(record -> record.position() > position)
                .limit(limit)
                .toList();
    }
}
