// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.snapshot.SnapshotStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots that a process reads whoever it is, and saves only while it has the state folder: the lock, and not which command runs, says
 * who writes. Thread-safe if the store is.
 */
final class OwnedSnapshots implements SnapshotStore {

    private final SnapshotStore store;
    private final StateFolder state;

    OwnedSnapshots(SnapshotStore store, StateFolder state) {
        this.store = store;
        this.state = state;
    }

    @Override
    public String name() {
        return store.name();
    }

    /** Saves nothing if somebody else has the folder, or nobody. */
    @Override
    public void save(String key, byte[] snapshot) {
        SnapshotStore.require(key, snapshot);
        state.ifOwned(() -> store.save(key, snapshot));
    }

    @Override
    public byte @Nullable [] load(String key) {
        return store.load(key);
    }

    @Override
    public List<String> keys() {
        return store.keys();
    }
}
