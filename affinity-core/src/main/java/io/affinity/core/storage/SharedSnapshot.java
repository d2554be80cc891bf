package io.affinity.core.storage;

import io.affinity.spi.snapshot.SnapshotStore;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot in several parts, each of which has its own format and looks like a store of its own. Big-endian: a mark, the
 * version, the number of parts, and each part's length, -1 for one that was never saved, and bytes. Bytes that are anything
 * else are the first part: that is how snapshots were before they had parts. Saving a part saves all of them. Not thread-safe.
 */
public final class SharedSnapshot {

    private static final int MARK = 0x4146534E;
    private static final int VERSION = 1;

    private final SnapshotStore store;
    private final int count;
    private @Nullable List<byte @Nullable []> parts;

    /** @param count of parts, at least 1 */
    public SharedSnapshot(SnapshotStore store, int count) {
        this.store = store;
        this.count = count;
    }

    /**
     * {@return the store of one part, which throws where the whole store does}
     *
     * @param index from 0
     */
    public SnapshotStore part(int index) {
        return new Part(index);
    }

    private List<byte @Nullable []> parts() {
        List<byte @Nullable []> known = parts;
        if (known == null) {
            known = split(store.load());
            parts = known;
        }
        return known;
    }

    private List<byte @Nullable []> split(byte @Nullable [] snapshot) {
        List<byte @Nullable []> split = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            split.add(null);
        }
        if (snapshot != null && !take(ByteBuffer.wrap(snapshot), split)) {
            for (int i = 1; i < count; i++) {
                split.set(i, null);
            }
            split.set(0, snapshot);
        }
        return split;
    }

    private boolean take(ByteBuffer bytes, List<byte @Nullable []> split) {
        boolean isSplit = bytes.remaining() >= 3 * Integer.BYTES
                && bytes.getInt() == MARK
                && bytes.getInt() == VERSION
                && bytes.getInt() == count;
        for (int i = 0; isSplit && i < count; i++) {
            int length = bytes.remaining() < Integer.BYTES ? Integer.MAX_VALUE : bytes.getInt();
            isSplit = length <= bytes.remaining();
            if (isSplit && length >= 0) {
                byte[] part = new byte[length];
                bytes.get(part);
                split.set(i, part);
            }
        }
        return isSplit;
    }

    private byte[] join(List<byte @Nullable []> known) {
        int length = 3 * Integer.BYTES;
        for (byte[] part : known) {
            length = Math.addExact(length, Integer.BYTES + (part == null ? 0 : part.length));
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(length).putInt(MARK).putInt(VERSION).putInt(count);
        for (byte[] part : known) {
            bytes.putInt(part == null ? -1 : part.length);
            if (part != null) {
                bytes.put(part);
            }
        }
        return bytes.array();
    }

    /** One part of it. */
    private final class Part implements SnapshotStore {

        private final int index;

        Part(int index) {
            this.index = index;
        }

        @Override
        public String name() {
            return store.name();
        }

        @Override
        public void save(byte[] snapshot) {
            List<byte @Nullable []> next;
            try {
                next = new ArrayList<>(parts());
            } catch (UncheckedIOException e) {
                // What cannot be read is lost anyway.
                next = split(null);
            }
            next.set(index, snapshot.clone());
            store.save(join(next));
            parts = next;
        }

        @Override
        public byte @Nullable [] load() {
            byte[] part = parts().get(index);
            return part == null ? null : part.clone();
        }
    }
}
