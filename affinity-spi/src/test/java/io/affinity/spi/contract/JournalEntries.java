// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import java.util.ArrayList;
import java.util.List;

/** Reads the small journals of tests from end to end. */
public final class JournalEntries {

    private static final int PAGE = 7;

    private JournalEntries() {}

    /** {@return all entries, oldest first} */
    public static List<JournalEntry> of(MigrationJournal journal) {
        return records(journal).stream().map(JournalRecord::entry).toList();
    }

    static List<JournalRecord> records(MigrationJournal journal) {
        List<JournalRecord> all = new ArrayList<>();
        long position = 0;
        List<JournalRecord> page = journal.since(position, PAGE);
        while (!page.isEmpty()) {
            assertThat(page).as("entries after position %d", position).hasSizeLessThanOrEqualTo(PAGE);
            for (JournalRecord record : page) {
                assertThat(record.position()).as("the next position").isGreaterThan(position);
                position = record.position();
                all.add(record);
            }
            page = journal.since(position, PAGE);
        }
        return all;
    }
}
