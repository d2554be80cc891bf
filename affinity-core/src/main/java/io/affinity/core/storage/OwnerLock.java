// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A lock file, which one process at a time has; it goes with the process, however that ends. The file stays. Its lock is lost if
 * somebody removes it, or if somebody else in this process opens and closes it. Thread-safe.
 */
public final class OwnerLock implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private OwnerLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * {@return the lock, or none if somebody has it}
     *
     * @param file is made if there is none; its folder must be there
     * @throws UncheckedIOException if that cannot be found out
     */
    public static Optional<OwnerLock> ifFree(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (isLocked(channel)) {
                    return Optional.of(new OwnerLock(file, channel));
                }
                channel.close();
                return Optional.empty();
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The lock " + file + " cannot be used: " + FileReason.of(e), e);
        }
    }

    /**
     * {@return whether another process has the lock; false where there is no such file}
     *
     * <p>Not to be asked where this process has it, which would lose it. Makes no file. It has to take the lock for a moment to know, together with others that ask; an owner that comes just then
     * finds it taken and should try once more.
     *
     * @throws UncheckedIOException if that cannot be found out
     */
    public static boolean isHeld(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock probe = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return probe == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The lock " + file + " cannot be looked at: " + FileReason.of(e), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Lets another process have it. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock " + file + " cannot be let go: " + FileReason.of(e), e);
        }
    }
}
