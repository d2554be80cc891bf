// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.snapshot.SnapshotStore;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final String KEY = "models-07";

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
        SnapshotStore store = store();

        assertThat(store.load(KEY)).isNull();
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void returnsTheNewestSnapshot() {
        SnapshotStore store = store();

        for (int length : new int[] {1_000_000, 3, 70_000}) {
            byte[] snapshot = bytes(length);
            store.save(KEY, snapshot);

            assertThat(store.load(KEY)).isEqualTo(snapshot);
            assertThat(reopened(store).load(KEY)).as("after a restart").isEqualTo(snapshot);
        }
    }

    @Test
    void keepsEachKeyApart() {
        SnapshotStore store = store();
        store.save("b", bytes(3));
        store.save("a-2", bytes(5));
        store.save("a", bytes(7));
        store.save("b", bytes(4));

        SnapshotStore later = reopened(store);
        assertThat(later.keys()).containsExactly("a", "a-2", "b");
        assertThat(later.load("a")).isEqualTo(bytes(7));
        assertThat(later.load("a-2")).isEqualTo(bytes(5));
        assertThat(later.load("b")).isEqualTo(bytes(4));
        assertThat(later.load("c")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a.b", "a/b", "..", "a b", "\u00fc", "a\u0000", "a\n"})
    void refusesWhatIsNoKey(String key) {
        SnapshotStore store = store();

        assertThatThrownBy(() -> store.save(key, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(" + key + ")");
        assertThatThrownBy(() -> store.load(key)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void takesTheLongestKeyAndNoneThatIsLonger() {
        SnapshotStore store = store();
        String longest = "k".repeat(SnapshotStore.LONGEST_KEY);
        store.save(longest, bytes(9));

        assertThat(reopened(store).load(longest)).isEqualTo(bytes(9));
        assertThatThrownBy(() -> store.save(longest + "k", bytes(9))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASnapshotThatIsTooLargeAndKeepsTheOneBefore() {
        SnapshotStore store = store();
        store.save(KEY, bytes(9));

        assertThatThrownBy(() -> store.save(KEY, new byte[SnapshotStore.MOST_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining(String.valueOf(SnapshotStore.MOST_BYTES));
        assertThat(reopened(store).load(KEY)).isEqualTo(bytes(9));
    }

    @Test
    void anEmptySnapshotIsNotTheSameAsNone() {
        SnapshotStore store = store();
        store.save(KEY, new byte[0]);

        assertThat(reopened(store).load(KEY)).isNotNull().isEmpty();
        assertThat(reopened(store).keys()).containsExactly(KEY);
    }

    @Test
    void copiesWhatItTakesAndWhatItGives() {
        SnapshotStore store = store();
        byte[] snapshot = {1, 2, 3};
        store.save(KEY, snapshot);

        snapshot[0] = 9;
        byte[] loaded = store.load(KEY);
        assertThat(loaded).containsExactly(1, 2, 3);
        if (loaded != null) {
            loaded[1] = 9;
        }
        assertThat(store.load(KEY)).containsExactly(1, 2, 3);
    }

    @Test
    void neverHandsOutATornSnapshot() {
        SnapshotStore store = store();
        store.save(KEY, filled(0));

        Concurrently.call(thread -> {
            for (int i = 0; i < 20; i++) {
                store.save(KEY, filled(thread));
                byte[] loaded = store.load(KEY);
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
