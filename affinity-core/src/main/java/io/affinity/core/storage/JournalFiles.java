// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of a {@link FileJournal} for whoever only wants to read them: without its lock, so beside the process that writes, and
 * without a trace. What is written while this reads may be missing, but what comes is whole. Immutable; any number of threads and
 * processes may read at once.
 */
public final class JournalFiles {

    private final Path journal;

    /** @param journal as {@link FileJournal#open} has it; neither it nor its folder need be there */
    public JournalFiles(Path journal) {
        this.journal = journal;
    }

    /**
     * Hands over the entries that are kept, oldest first. An announcement that was carried over from a segment that is gone comes
     * first.
     *
     * @throws UncheckedIOException if a file cannot be read, or a line of it is damaged
     */
    public void forEach(Consumer<JournalEntry> taker) {
        JournalSegments segments = new JournalSegments(Disk.LOCAL, journal);
        try {
            NavigableSet<Long> starts = starts(segments);
            boolean isFirst = true;
            for (long start : starts) {
                isFirst &= !read(segments, start, starts.higher(start), isFirst, taker);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + journal + " cannot be read: " + FileReason.of(e), e);
        }
    }

    /** {@return the announcements that no later entry closes, oldest first, as {@link FileJournal#open()} has them; a copy} */
    public List<JournalEntry> open() {
        OpenMigrations open = new OpenMigrations();
        forEach(open::take);
        return open.announcements();
    }

    private NavigableSet<Long> starts(JournalSegments segments) throws IOException {
        Path folder = journal.toAbsolutePath().getParent();
        return folder == null || !Files.isDirectory(folder) ? new TreeSet<>() : segments.starts();
    }

    /** {@return whether it was there: the oldest may be deleted meanwhile} */
    private static boolean read(
            JournalSegments segments, long start, @Nullable Long end, boolean isFirst, Consumer<JournalEntry> taker)
            throws IOException {
        try (FileChannel channel = segments.reading(start)) {
            FileLines lines = new FileLines(channel, 0);
            long number = 0;
            while (end == null || start + lines.position() < end) {
                String line = lines.next();
                if (line == null) {
                    break;
                }
                number++;
                take(segments.file(start), number, line, isFirst, taker);
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void take(Path file, long number, String line, boolean isFirst, Consumer<JournalEntry> taker)
            throws IOException {
        JournalLine said;
        try {
            said = JournalLine.decode(line);
        } catch (JournalFormatException e) {
            throw new IOException(file.getFileName() + ", line " + number + ": " + e.getMessage(), e);
        }
        if (said instanceof JournalLine.Entry one && one.entry() != null) {
            taker.accept(one.entry());
        } else if (said instanceof JournalLine.Carried carried && isFirst) {
            taker.accept(carried.announcement());
        }
    }
}
