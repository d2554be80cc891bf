// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open file of one process, or an open folder, whose names can be forced. */
final class VirtualChannel extends FileChannel {

    private final VirtualProcess process;
    private final Path path;
    private final FileNode node;
    private final Runnable forcing;
    private final boolean reads;
    private final boolean writes;
    private final boolean appends;
    private long position;

    VirtualChannel(
            VirtualProcess process,
            Path path,
            FileNode node,
            Runnable forcing,
            boolean reads,
            boolean writes,
            boolean appends) {
        this.process = process;
        this.path = path;
        this.node = node;
        this.forcing = forcing;
        this.reads = reads;
        this.writes = writes;
        this.appends = appends;
    }

    private void require(boolean isAllowed, RuntimeException otherwise) throws ClosedChannelException {
        process.requireAlive();
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (!isAllowed) {
            throw otherwise;
        }
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        int count = read(bytes, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public int read(ByteBuffer bytes, long from) throws IOException {
        require(reads, new NonReadableChannelException());
        process.reading();
        byte[] chunk = new byte[(int) Math.max(0, Math.min(bytes.remaining(), node.size() - from))];
        int count = node.read(from, chunk, chunk.length);
        if (count > 0) {
            bytes.put(chunk, 0, count);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (appends) {
            position = node.size();
        }
        int count = write(bytes, position);
        position += count;
        return count;
    }

    @Override
    public int write(ByteBuffer bytes, long to) throws IOException {
        require(writes, new NonWritableChannelException());
        int wanted = bytes.remaining();
        int allowed = Math.min(wanted, process.before(wanted));
        long growth = Math.max(0, to + allowed - node.size());
        long missing = Math.max(0, growth - process.disk().room());
        byte[] chunk = new byte[(int) Math.max(0, allowed - missing)];
        bytes.get(chunk);
        if (chunk.length > 0) {
            node.write(to, chunk);
        }
        process.after();
        if (missing > 0) {
            throw VirtualProcess.noRoom(path);
        }
        return chunk.length;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        require(writes, new NonWritableChannelException());
        process.change(() -> node.truncate(size));
        position = Math.min(position, size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        require(true, new NonWritableChannelException());
        process.change(forcing);
    }

    @Override
    public long size() throws IOException {
        require(true, new NonReadableChannelException());
        return node.size();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    /** Nobody who waits for a lock would ever get it: all processes have one thread. */
    @Override
    public FileLock lock(long from, long size, boolean isShared) throws IOException {
        FileLock lock = tryLock(from, size, isShared);
        if (lock == null) {
            throw new IOException("somebody else has locked " + path);
        }
        return lock;
    }

    @Override
    public @Nullable FileLock tryLock(long from, long size, boolean isShared) throws IOException {
        require(writes, new NonWritableChannelException());
        for (VirtualLock held : node.locks()) {
            if (held.process() == process) {
                throw new OverlappingFileLockException();
            }
            return null;
        }
        VirtualLock lock = new VirtualLock(this, process, node);
        node.locks().add(lock);
        return lock;
    }

    @Override
    protected void implCloseChannel() {
        node.locks().removeIf(lock -> lock.process() == process);
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long to, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException();
    }
}
