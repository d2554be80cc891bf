package io.affinity.core.storage;

import io.affinity.spi.contract.MigrationJournalContract;
import io.affinity.spi.migration.MigrationJournal;
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
        ((FileJournal) journal).close();
        FileJournal reopened = FileJournal.open(folder.resolve("journal-" + opened.indexOf(journal)));
        opened.add(reopened);
        return reopened;
    }

    @AfterEach
    void close() {
        opened.forEach(FileJournal::close);
    }
}
