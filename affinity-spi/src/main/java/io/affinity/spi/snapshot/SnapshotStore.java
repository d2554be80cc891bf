package io.affinity.spi.snapshot;

import io.affinity.spi.plugin.Plugin;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest snapshot of what the control loop has learned, so that it survives a restart. The bytes mean nothing to a
 * store. Thread-safe.
 *
 * <p>The control loop loads once, before its first cycle, and saves now and then, from its own thread. Losing a snapshot loses
 * what was learned and nothing else; keeping half of one is worse, so a store must never hand out a torn snapshot.
 */
public interface SnapshotStore extends Plugin {

    /**
     * Replaces the snapshot. When this returns, the new one survives whatever the implementation promises to survive; when it
     * throws, or the process ends half way, the one before is still there.
     *
     * @param snapshot any bytes, possibly none; not changed, and not kept by reference
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    void save(byte[] snapshot);

    /**
     * {@return the bytes that were saved last, as a copy, or null if there never were any}
     *
     * @throws java.io.UncheckedIOException if there are some and they cannot be read
     */
    byte @Nullable [] load();
}
