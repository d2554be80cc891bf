// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.migration.JournalEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The migrations that were announced and not closed. Not thread-safe. */
final class OpenMigrations {

    private final Map<String, JournalEntry> announced = new LinkedHashMap<>();

    void take(JournalEntry entry) {
        if (entry.event().closes()) {
            announced.remove(entry.migrationId());
        } else if (entry.event() instanceof JournalEntry.Event.Intended) {
            announced.put(entry.migrationId(), entry);
        }
    }

    /** {@return their announcements, oldest first; a copy} */
    List<JournalEntry> announcements() {
        return List.copyOf(announced.values());
    }
}
