// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.snapshot.SnapshotStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Snapshots that live as long as the process: for simulations and tests. Thread-safe. */
public final class MemorySnapshots implements SnapshotStore {

    private final Map<String, byte[]> newest = new TreeMap<>();

    /** Needs no settings; also how {@link java.util.ServiceLoader} makes one. */
    public MemorySnapshots() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized void save(String key, byte[] snapshot) {
        SnapshotStore.require(key, snapshot);
        newest.put(key, snapshot.clone());
    }

    @Override
    public synchronized byte @Nullable [] load(String key) {
        SnapshotStore.requireKey(key);
        byte[] snapshot = newest.get(key);
        return snapshot == null ? null : snapshot.clone();
    }

    @Override
    public synchronized List<String> keys() {
        return List.copyOf(newest.keySet());
    }
}
