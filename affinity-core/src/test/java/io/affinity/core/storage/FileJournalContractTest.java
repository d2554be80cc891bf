// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.contract.MigrationJournalContract;
import io.affinity.spi.migration.MigrationJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FileJournalContractTest extends MigrationJournalContract {

    private final List<FileJournal> opened = new ArrayList<>();

    @TempDir
    Path folder;

    @Override
    protected MigrationJournal journal() {
        FileJournal journal = FileJournal.open(folder.resolve("journal-" + opened.size()));
        opened.add(journal);
        return journal;
    }

    @Override
    protected MigrationJournal reopened(MigrationJournal journal) {
        opened.forEach(FileJournal::close);
        FileJournal reopened = FileJournal.open(folder.resolve("journal-" + opened.indexOf(journal)));
        opened.add(reopened);
        return reopened;
    }

    /** As with a file system that forgets locks: the first one still believes that it has it. */
    @Override
    protected MigrationJournal second(MigrationJournal journal) {
        Path file = folder.resolve("journal-" + opened.indexOf(journal));
        try {
            Files.delete(file.resolveSibling(file.getFileName() + ".lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FileJournal second = FileJournal.open(file);
        opened.add(second);
        return second;
    }

    @AfterEach
    void close() {
        opened.forEach(FileJournal::close);
    }
}
