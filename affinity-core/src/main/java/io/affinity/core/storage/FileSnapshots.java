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
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file for each key in one folder, which survives a crash of the process or of the machine at any point: it is written beside
 * the one before, forced to the disk and renamed over it. Where there is no room, the one before stays. One process writes to a
 * folder. Thread-safe.
 */
public final class FileSnapshots implements SnapshotStore {

    private final Path folder;

    /**
     * @param folder for snapshots alone, which is made when the first one is saved; files are named by their keys, and one that
     *     is being written ends in {@code .next}
     */
    public FileSnapshots(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public synchronized void save(String key, byte[] snapshot) {
        SnapshotStore.require(key, snapshot);
        Path file = folder.resolve(key);
        Path next = folder.resolve(key + ".next");
        try {
            makeFolder();
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
            throw new UncheckedIOException("The snapshot cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Folders.force(folder);
        }
    }

    @Override
    public synchronized byte @Nullable [] load(String key) {
        SnapshotStore.requireKey(key);
        Path file = folder.resolve(key);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("it is larger than any snapshot");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("The snapshot cannot be read from " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized List<String> keys() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(SnapshotStore::isKey)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of snapshots " + folder + " cannot be read.", e);
        }
    }
}
