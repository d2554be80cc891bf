// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.contract.MigrationJournalContract;
import io.affinity.spi.migration.MigrationJournal;

class MemoryJournalContractTest extends MigrationJournalContract {

    @Override
    protected MigrationJournal journal() {
        return new MemoryJournal();
    }
}
