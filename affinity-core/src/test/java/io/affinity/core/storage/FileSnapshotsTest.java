// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.contract.SnapshotStoreContract;
import io.affinity.spi.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSnapshotsTest extends SnapshotStoreContract {

    @TempDir
    Path folder;

    @Override
    protected SnapshotStore store() {
        return new FileSnapshots(folder.resolve("learned"));
    }

    @Override
    protected SnapshotStore reopened(SnapshotStore store) {
        return new FileSnapshots(folder.resolve("learned"));
    }

    /** A process that ended while it wrote leaves a piece of the next snapshot behind. */
    @Test
    void aPieceThatACrashLeftBehindIsIgnoredAndOverwritten() throws IOException {
        store().save("ledger", new byte[] {1, 2, 3});
        Path piece = folder.resolve("learned").resolve("ledger.next");
        Files.write(piece, new byte[100]);

        assertThat(store().load("ledger")).containsExactly(1, 2, 3);
        assertThat(store().keys()).containsExactly("ledger");
        store().save("ledger", new byte[] {4});
        assertThat(store().load("ledger")).containsExactly(4);
        assertThat(piece).doesNotExist();
    }

    /** As on a full disk: a folder cannot be written to like a file. */
    @Test
    void whereThereIsNoRoomTheOneBeforeStaysAndItIsSaid() throws IOException {
        store().save("ledger", new byte[] {1, 2, 3});
        Files.createDirectory(folder.resolve("learned").resolve("ledger.next"));

        assertThatThrownBy(() -> store().save("ledger", new byte[] {4}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("ledger");
        assertThat(store().load("ledger")).containsExactly(1, 2, 3);
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Files.write(folder.resolve("learned"), new byte[1]);

        assertThatThrownBy(() -> store().save("ledger", new byte[1]))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("learned");
    }

    @Test
    void aFileThatIsLargerThanAnySnapshotIsNotRead() throws IOException {
        store().save("ledger", new byte[1]);
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("learned").resolve("ledger").toFile(), "rw")) {
            file.setLength(SnapshotStore.MOST_BYTES + 1L);
        }

        assertThatThrownBy(() -> store().load("ledger"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("larger");
    }
}
