package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.contract.SnapshotStoreContract;
import io.affinity.spi.snapshot.SnapshotStore;
import java.io.IOException;
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
        return new FileSnapshots(folder.resolve("ledger"));
    }

    @Override
    protected SnapshotStore reopened(SnapshotStore store) {
        return new FileSnapshots(folder.resolve("ledger"));
    }

    /** A process that ended while it wrote leaves a piece of the next snapshot behind. */
    @Test
    void aPieceThatACrashLeftBehindIsIgnoredAndOverwritten() throws IOException {
        store().save(new byte[] {1, 2, 3});
        Files.write(folder.resolve("ledger.next"), new byte[100]);

        assertThat(store().load()).containsExactly(1, 2, 3);
        store().save(new byte[] {4});
        assertThat(store().load()).containsExactly(4);
        assertThat(folder.resolve("ledger.next")).doesNotExist();
    }

    @Test
    void aFolderThatDoesNotExistIsSaid() {
        FileSnapshots store = new FileSnapshots(folder.resolve("missing").resolve("ledger"));

        assertThat(store.load()).isNull();
        assertThatThrownBy(() -> store.save(new byte[1]))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing");
    }
}
