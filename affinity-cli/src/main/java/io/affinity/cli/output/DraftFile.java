// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What is to become a file, beside it under a name that is always the same: one that a process left when it was killed is in nobody's
 * way, and is replaced. That it was left is known by its lock, which went with that process; the id of a process says nothing, for in a
 * container it is always the same. Not thread-safe.
 */
final class DraftFile implements AutoCloseable {

    private final Path file;
    private final Path draft;
    private final FileChannel channel;
    private boolean isMoved;

    private DraftFile(Path file, Path draft, FileChannel channel) {
        this.file = file;
        this.draft = draft;
        this.channel = channel;
    }

    /** @throws IOException if it cannot be made, or somebody else is writing it just now */
    static DraftFile at(Path file) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + ".tmp");
        if (Files.exists(draft)) {
            try (FileChannel left = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                requireLocked(left);
                Files.deleteIfExists(draft);
            }
        }
        FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            requireLocked(channel);
            return new DraftFile(file, draft, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void requireLocked(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Somebody else in this process, then.
        }
        throw new IOException("somebody else is writing it");
    }

    /** {@return what writes to it, as UTF-8} */
    Writer writer() {
        return Channels.newWriter(channel, StandardCharsets.UTF_8);
    }

    /** Has the disk keep it, under the name of the file. */
    void replaceFile() throws IOException {
        channel.force(true);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
        isMoved = true;
        forceName(file);
    }

    private static void forceName(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // Some systems cannot open a folder, and keep names in order instead.
        if (folder != null
                && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            // One that was moved has no draft any more, unless it is that of another.
            if (!isMoved) {
                Files.deleteIfExists(draft);
            }
        }
    }
}
