// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.snapshot;

import io.affinity.spi.plugin.Plugin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest snapshot of each part of what the control loop has learned, by key, so that it survives a restart. The bytes
 * mean nothing to a store, and keys have nothing to do with each other: what is saved together may be of different age after a
 * crash. Thread-safe.
 *
 * <p>The control loop loads once, before its first cycle, and saves now and then, from its own thread. Losing a snapshot loses
 * what was learned and nothing else; keeping half of one is worse, so a store must never hand out a torn snapshot.
 */
public interface SnapshotStore extends Plugin {

    /** A snapshot has at most so many bytes, 256 MiB; what is larger is saved in parts. */
    int MOST_BYTES = 1 << 28;

    /** A key has at most so many characters. */
    int LONGEST_KEY = 64;

    /**
     * Replaces the snapshot of this key. When this returns, the new one survives whatever the implementation promises to
     * survive; when it throws, or the process ends half way, the one before is still there.
     *
     * @param key of lower-case letters, digits and hyphens, so that it may be the name of a file
     * @param snapshot any bytes, possibly none; not changed, and not kept by reference
     * @throws IllegalArgumentException if {@link #require} does not accept it
     * @throws java.io.UncheckedIOException if it cannot be written, such as where there is no room
     */
    void save(String key, byte[] snapshot);

    /**
     * {@return the bytes that were saved last under this key, as a copy, or null if there never were any}
     *
     * @throws IllegalArgumentException if {@link #requireKey} does not accept the key
     * @throws java.io.UncheckedIOException if there are some and they cannot be read
     */
    byte @Nullable [] load(String key);

    /**
     * {@return the keys under which something is saved, in their order; a copy}
     *
     * @throws java.io.UncheckedIOException if that cannot be found out
     */
    List<String> keys();

    /**
     * Every store refuses what this refuses.
     *
     * @throws IllegalArgumentException if the key is none, or the snapshot has more than {@link #MOST_BYTES}
     */
    static void require(String key, byte[] snapshot) {
        requireKey(key);
        if (snapshot.length > MOST_BYTES) {
            throw new IllegalArgumentException("The snapshot of the key (" + key + ") has (" + snapshot.length
                    + ") bytes, which must be at most " + MOST_BYTES + ".");
        }
    }

    /**
     * Every store refuses the keys that this refuses.
     *
     * @throws IllegalArgumentException if it is empty, longer than {@link #LONGEST_KEY}, or has anything but the letters a to z,
     *     digits and hyphens
     */
    static void requireKey(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("The key (" + key + ") must have 1 to " + LONGEST_KEY
                    + " of the letters a to z, digits and hyphens.");
        }
    }

    /** {@return whether this may be a key} */
    static boolean isKey(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_KEY
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }
}
