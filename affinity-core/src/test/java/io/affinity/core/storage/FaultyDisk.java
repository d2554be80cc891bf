// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A disk that takes so much and then fails: a byte that is written counts one, and where a process is killed each other change as well. It
 * remembers what was forced, without forcing anything, so that what was not can be lost. Not thread-safe.
 */
final class FaultyDisk implements Disk {

    private final boolean isKilled;
    private final Map<Path, Long> forced = new LinkedHashMap<>();
    private long left;

    private FaultyDisk(long left, boolean isKilled) {
        this.left = left;
        this.isKilled = isKilled;
    }

    /** One on which no more than this fits, until there is room again. */
    static FaultyDisk withRoomFor(long bytes) {
        return new FaultyDisk(bytes, false);
    }

    /** One whose process does so much, and then nothing more. */
    static FaultyDisk killedAfter(long work) {
        return new FaultyDisk(work, true);
    }

    static FaultyDisk sound() {
        return new FaultyDisk(Long.MAX_VALUE, false);
    }

    void makeRoom() {
        left = Long.MAX_VALUE;
    }

    /** As when the machine loses its power. */
    void loseWhatWasNotForced() throws IOException {
        for (Map.Entry<Path, Long> file : forced.entrySet()) {
            if (Files.exists(file.getKey()) && Files.size(file.getKey()) > file.getValue()) {
                try (FileChannel channel = LOCAL.open(file.getKey(), StandardOpenOption.WRITE)) {
                    channel.truncate(file.getValue());
                }
            }
        }
    }

    private void change() throws IOException {
        if (isKilled && left < 1) {
            throw new IOException("killed");
        }
        left -= isKilled ? 1 : 0;
    }

    @Override
    public FileChannel open(Path file, OpenOption... how) throws IOException {
        if (isKilled && left < 1) {
            throw new IOException("killed");
        }
        FileChannel channel = LOCAL.open(file, how);
        forced.putIfAbsent(file, channel.size());
        return new Faulty(file, channel);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        change();
        LOCAL.move(from, to);
        forced.put(to, forced.remove(from));
    }

    @Override
    public void delete(Path file) throws IOException {
        change();
        LOCAL.delete(file);
        forced.remove(file);
    }

    @Override
    public void forceNameOf(Path file) throws IOException {
        change();
    }

    private final class Faulty extends FileChannel {

        private final Path file;
        private final FileChannel channel;

        Faulty(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            if (left < 1) {
                throw new IOException(isKilled ? "killed" : "no space left");
            }
            ByteBuffer part = bytes.slice().limit((int) Math.min(left, bytes.remaining()));
            int count = channel.write(part, position);
            bytes.position(bytes.position() + count);
            left -= count;
            return count;
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            change();
            channel.truncate(size);
            forced.computeIfPresent(file, (path, length) -> Math.min(length, size));
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            change();
            forced.put(file, channel.size());
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return channel.read(bytes, position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return channel.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }

        @Override
        public int read(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }
    }
}
