// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ConfigException;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.output.OutputFile;
import io.affinity.core.storage.FileJournal;
import io.affinity.core.storage.FileSnapshots;
import io.affinity.core.storage.JournalFiles;
import io.affinity.core.storage.OwnerLock;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.model.HostId;
import io.affinity.spi.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a controller keeps what outlives it. Whoever has its lock writes; all others read, and need not find it there. Belongs to one
 * thread, but for {@link #isOwned} and {@link #ifOwned}.
 */
final class StateFolder {

    private static final int PAGE = 1000;
    private static final int TRIES = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Path folder;
    private final Object ownership = new Object();
    private volatile boolean isOwned;

    StateFolder(Path folder) {
        this.folder = folder;
    }

    /** {@return whether this process has the lock} */
    boolean isOwned() {
        return isOwned;
    }

    /** {@return whether a controller has the folder, be it this process} */
    boolean isInUse() {
        return isOwned || OwnerLock.isHeld(folder.resolve("journal.lock"));
    }

    /** {@return whether there is one} */
    boolean exists() {
        return Files.exists(folder);
    }

    /** {@return whether it is a folder to which this process may write, or one that it may make} */
    boolean isWritable() {
        Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isDirectory(there) && Files.isWritable(there);
    }

    /**
     * Hands over the entries of the journal, oldest first, whoever has the folder; leaves no trace.
     *
     * @param plugin that takes the place of the files, or null
     */
    void readJournal(@Nullable MigrationJournal plugin, Consumer<JournalEntry> taker) {
        if (plugin == null) {
            new JournalFiles(journal()).forEach(taker);
            return;
        }
        long position = 0;
        for (List<JournalRecord> page = plugin.since(position, PAGE);
                !page.isEmpty();
                page = plugin.since(position, PAGE)) {
            page.forEach(line -> taker.accept(line.entry()));
            position = page.get(page.size() - 1).position();
        }
    }

    /** {@return what the journal has open, oldest first; leaves no trace} */
    List<JournalEntry> open(@Nullable MigrationJournal plugin) {
        return plugin == null ? new JournalFiles(journal()).open() : plugin.open();
    }

    private Path journal() {
        return folder.resolve("journal");
    }

    /** {@return where the loop leaves what it sees} */
    Path status() {
        return folder.resolve("status.json");
    }

    /**
     * {@return where it is kept what was learned}
     *
     * @param plugin that takes the place of the folder, or null
     */
    SnapshotStore snapshots(@Nullable SnapshotStore plugin) {
        return plugin == null ? new FileSnapshots(folder.resolve("learned")) : plugin;
    }

    /** {@return the same, which saves only as long as this process has the lock} */
    SnapshotStore ownedSnapshots(@Nullable SnapshotStore plugin) {
        return new OwnedSnapshots(snapshots(plugin), this);
    }

    /**
     * {@return the journal of its owner, which this process is until that is closed}
     *
     * @param plugin that takes the place of the file, or null
     * @throws UncheckedIOException if another process is the owner, or it cannot be written to
     */
    ControllerJournal own(@Nullable MigrationJournal plugin) {
        return owned(plugin)
                .orElseThrow(() -> new UncheckedIOException(
                        "The state folder " + folder + " cannot be used: another controller has it; only one may"
                                + " migrate the VMs of a fleet",
                        new IOException("locked")));
    }

    /** A command that only asks whether there is an owner has the lock for a moment: who comes just then tries again. */
    private Optional<ControllerJournal> owned(@Nullable MigrationJournal plugin) {
        Optional<ControllerJournal> journal = ownIfFree(plugin);
        for (int i = 1; i < TRIES && journal.isEmpty(); i++) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            journal = ownIfFree(plugin);
        }
        return journal;
    }

    /** {@return the same, or none if another process is the owner} */
    Optional<ControllerJournal> ownIfFree(@Nullable MigrationJournal plugin) {
        make();
        Path file = journal();
        Optional<ControllerJournal> journal = plugin == null
                ? FileJournal.openIfFree(file).map(open -> new ControllerJournal(open, () -> close(open::close)))
                : OwnerLock.ifFree(folder.resolve("journal.lock"))
                        .map(lock -> new ControllerJournal(plugin, () -> close(lock::close)));
        isOwned = isOwned || journal.isPresent();
        return journal;
    }

    /** What others write for the owner ends before somebody else may own the folder. */
    private void close(Runnable lock) {
        synchronized (ownership) {
            isOwned = false;
            lock.run();
        }
    }

    /** Does this if this process has the lock, which it keeps meanwhile; for any thread. */
    void ifOwned(Runnable writing) {
        synchronized (ownership) {
            if (isOwned) {
                writing.run();
            }
        }
    }

    /**
     * Refuses a folder in which a loop over other hosts left its status: their demand and journal are nothing to these.
     *
     * @throws ConfigException if none of these hosts is among those of the last loop
     */
    void requireThatOf(List<HostId> hosts) {
        List<String> last = StatusHosts.read(status());
        if (!last.isEmpty() && hosts.stream().noneMatch(host -> last.contains(host.value()))) {
            throw new ConfigException("state: the folder " + folder + " is that of another cluster, with the hosts "
                    + Quoted.shortened(String.join(", ", last))
                    + "; name another one, or remove its status.json if all hosts were renamed.");
        }
    }

    /**
     * Makes the folder, if it is not there.
     *
     * @throws ConfigException if that is not possible
     */
    void make() {
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new IOException("it is no folder");
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigException("state: the folder " + folder + " cannot be used: " + OutputFile.reason(e), e);
        }
    }
}
