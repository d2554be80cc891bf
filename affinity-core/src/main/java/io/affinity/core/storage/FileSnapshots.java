// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    private final Disk disk;

    /**
     * @param folder for snapshots alone, which is made when the first one is saved; files are named by their keys, and one that
     *     is being written ends in {@code .next}
     */
    public FileSnapshots(Path folder) {
        this(folder, Disk.LOCAL);
    }

    FileSnapshots(Path folder, Disk disk) {
        this.folder = folder.toAbsolutePath();
        this.disk = disk;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public synchronized void save(String key, byte[] snapshot) {
        SnapshotStore.require(key, snapshot);
        Path file = folder.resolve(key);
        try {
            makeFolder();
            disk.replace(file, folder.resolve(key + ".next"), snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException("The snapshot cannot be written to " + file + ": " + FileReason.of(e), e);
        }
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            disk.forceNameOf(folder);
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
            throw new UncheckedIOException("The snapshot cannot be read from " + file + ": " + FileReason.of(e), e);
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
