package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.snapshot.SnapshotStore;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SnapshotStore} promises. Extend it, and hand over an empty store; where snapshots survive a restart, say
 * how to open the store again:
 *
 * <pre>{@code
 * class FileSnapshotsContractTest extends SnapshotStoreContract {
 *     @TempDir
 *     Path folder;
 *
 *     @Override
 *     protected SnapshotStore store() {
 *         return new FileSnapshots(folder.resolve("learned"));
 *     }
 *
 *     @Override
 *     protected SnapshotStore reopened(SnapshotStore store) {
 *         return new FileSnapshots(folder.resolve("learned"));
 *     }
 * }
 * }</pre>
 */
public abstract class SnapshotStoreContract {

    /** {@return the store under test, empty; called once in a test} */
    protected abstract SnapshotStore store();

    /** {@return the store as a restarted controller sees it; the same object unless overridden} */
    protected SnapshotStore reopened(SnapshotStore store) {
        return store;
    }

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(SnapshotStore.class, store());
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(store().load()).isNull();
    }

    @Test
    void returnsTheNewestSnapshot() {
        SnapshotStore store = store();

        for (int length : new int[] {1_000_000, 3, 70_000}) {
            byte[] snapshot = bytes(length);
            store.save(snapshot);

            assertThat(store.load()).isEqualTo(snapshot);
            assertThat(reopened(store).load()).as("after a restart").isEqualTo(snapshot);
        }
    }

    @Test
    void anEmptySnapshotIsNotTheSameAsNone() {
        SnapshotStore store = store();
        store.save(new byte[0]);

        assertThat(reopened(store).load()).isNotNull().isEmpty();
    }

    @Test
    void copiesWhatItTakesAndWhatItGives() {
        SnapshotStore store = store();
        byte[] snapshot = {1, 2, 3};
        store.save(snapshot);

        snapshot[0] = 9;
        byte[] loaded = store.load();
        assertThat(loaded).containsExactly(1, 2, 3);
        if (loaded != null) {
            loaded[1] = 9;
        }
        assertThat(store.load()).containsExactly(1, 2, 3);
    }

    @Test
    void neverHandsOutATornSnapshot() {
        SnapshotStore store = store();
        store.save(filled(0));

        Concurrently.call(thread -> {
            for (int i = 0; i < 20; i++) {
                store.save(filled(thread));
                byte[] loaded = store.load();
                assertThat(loaded).isNotNull();
                if (loaded != null) {
                    assertThat(loaded).isEqualTo(filled(loaded[0]));
                }
            }
            return thread;
        });
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[10_000 + value];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
