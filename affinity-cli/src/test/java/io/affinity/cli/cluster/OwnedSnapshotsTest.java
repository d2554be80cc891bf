// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.storage.MemorySnapshots;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedSnapshotsTest {

    private static final byte[] BYTES = {1, 2};

    @TempDir
    Path folder;

    @Test
    void whoeverHasTheStateFolderSavesAndAllOthersRead() {
        MemorySnapshots kept = new MemorySnapshots();
        StateFolder state = new StateFolder(folder.resolve("state"));
        OwnedSnapshots owned = new OwnedSnapshots(kept, state);
        OwnedSnapshots other = new OwnedSnapshots(kept, new StateFolder(folder.resolve("state")));

        owned.save("a", BYTES);
        assertThat(kept.keys()).as("before it has the folder").isEmpty();
        try (ControllerJournal journal = state.own(null)) {
            assertThat(journal.journal()).isNotNull();
            owned.save("a", BYTES);
            other.save("a", new byte[] {3});
        }
        owned.save("a", new byte[] {4});

        assertThat(kept.load("a")).isEqualTo(BYTES);
        assertThat(other.load("a")).isEqualTo(BYTES);
        assertThat(other.keys()).containsExactly("a");
    }
}
