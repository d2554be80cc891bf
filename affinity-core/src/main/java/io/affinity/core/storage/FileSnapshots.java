package io.affinity.core.storage;

import io.affinity.spi.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in one file, which survives a crash of the process or of the machine at any point: it is written beside the one
 * before, forced to the disk and renamed over it. One process writes to a file. Thread-safe.
 */
public final class FileSnapshots implements SnapshotStore {

    private final Path file;
    private final Path next;

    /** @param file in a folder that exists; a second one is written beside it, whose name ends in {@code .next} */
    public FileSnapshots(Path file) {
        this.file = file.toAbsolutePath();
        this.next = this.file.resolveSibling(this.file.getFileName() + ".next");
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public synchronized void save(byte[] snapshot) {
        try {
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(snapshot);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Folders.force(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The snapshot cannot be written to " + file + ".", e);
        }
    }

    @Override
    public synchronized byte @Nullable [] load() {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("The snapshot cannot be read from " + file + ".", e);
        }
    }
}
