package io.affinity.cli.cluster;

import io.affinity.core.storage.FileJournal;
import io.affinity.spi.migration.MigrationJournal;
import org.jspecify.annotations.Nullable;

/**
 * The journal of the one controller that may have it open.
 *
 * @param file that is closed with it, or null if it is a plug-in, which lives as long as the program
 */
public record ControllerJournal(
        MigrationJournal journal, @Nullable FileJournal file) implements AutoCloseable {

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
