package io.affinity.core.storage;

import io.affinity.spi.snapshot.SnapshotStore;
import org.jspecify.annotations.Nullable;

/** A snapshot that lives as long as the process: for simulations and tests. Thread-safe. */
public final class MemorySnapshots implements SnapshotStore {

    private byte @Nullable [] newest;

    /** Needs no settings; also how {@link java.util.ServiceLoader} makes one. */
    public MemorySnapshots() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized void save(byte[] snapshot) {
        newest = snapshot.clone();
    }

    @Override
    public synchronized byte @Nullable [] load() {
        return newest == null ? null : newest.clone();
    }
}
