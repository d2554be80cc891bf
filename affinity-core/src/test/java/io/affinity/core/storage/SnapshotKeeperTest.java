// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotKeeperTest {

    private static final String KEY = "dreams";

    private final MemorySnapshots store = new MemorySnapshots();
    private final SnapshotKeeper keeper = new SnapshotKeeper(store, KEY, "The book of dreams");

    @TempDir
    Path folder;

    @Test
    void aSnapshotThatIsTooLargeIsSaidAndTheOneBeforeStays() {
        keeper.save(() -> new byte[] {1});
        keeper.save(() -> new byte[SnapshotStore.MOST_BYTES + 1]);

        assertThat(keeper.problem())
                .startsWith("The book of dreams could not be saved")
                .contains("268435457");
        assertThat(store.load(KEY)).containsExactly(1);
    }

    @Test
    void aFullDiskIsSaidUntilThereIsRoomAgain() throws IOException {
        SnapshotKeeper onDisk = new SnapshotKeeper(new FileSnapshots(folder), KEY, "The book of dreams");
        onDisk.save(() -> new byte[] {1});
        Path inTheWay = Files.createDirectories(folder.resolve(KEY + ".next").resolve("full"));
        onDisk.save(() -> new byte[] {2});

        assertThat(onDisk.problem()).startsWith("The book of dreams could not be saved by the store file");
        assertThat(new FileSnapshots(folder).load(KEY)).containsExactly(1);
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        onDisk.save(() -> new byte[] {3});
        assertThat(onDisk.problem()).isEmpty();
        assertThat(new FileSnapshots(folder).load(KEY)).containsExactly(3);
    }

    @Test
    void savesOnceAnHourUnderItsKey() {
        for (int i = 1; i < SnapshotKeeper.STEPS_BETWEEN; i++) {
            keeper.stepped(() -> new byte[] {1});
        }
        assertThat(store.keys()).isEmpty();
        keeper.stepped(() -> new byte[] {1});
        assertThat(store.keys()).containsExactly(KEY);
    }

    @Test
    void aKeyThatNoStoreTakesIsRefusedAtOnce() {
        assertThatThrownBy(() -> new SnapshotKeeper(null, "My dreams", "The book of dreams"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(My dreams)");
    }
}
