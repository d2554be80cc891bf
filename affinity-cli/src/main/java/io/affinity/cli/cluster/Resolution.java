// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.List;

/** Ends the matter of a VM in a journal that no controller uses. */
public final class Resolution {

    private Resolution() {}

    /**
     * Claims the journal, and closes what is open of this VM. Whoever calls this has made sure that the VM is on one host only.
     *
     * @return the migrations that were closed
     */
    public static List<Migration> of(VmId vm, MigrationJournal journal, Instant at) {
        List<JournalEntry> open = journal.open().stream()
                .filter(entry -> entry.migration().vm().equals(vm))
                .toList();
        if (!open.isEmpty()) {
            long epoch = journal.claim();
            JournalEntry.Event closed = new JournalEntry.Event.Closed(new Closing.Resolved());
            open.forEach(entry ->
                    journal.append(epoch, new JournalEntry(at, entry.migrationId(), entry.migration(), closed)));
        }
        return open.stream().map(JournalEntry::migration).toList();
    }
}
