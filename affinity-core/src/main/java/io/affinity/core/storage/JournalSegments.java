// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalFormatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a journal, named by the position at which each begins. A segment has ended once there is one that begins at its end;
 * that one says again all that is needed to go on without those before it.
 */
final class JournalSegments {

    /** One more than what a rotation adds, so that what was left over goes away, and a clock that is wrong cannot do much harm. */
    private static final int MOST_DELETED = 2;

    private static final int DIGITS = 19;

    private final Disk disk;
    private final Path journal;

    JournalSegments(Disk disk, Path journal) {
        this.disk = disk;
        this.journal = journal.toAbsolutePath();
    }

    /** {@return the positions at which they begin} */
    NavigableSet<Long> starts() throws IOException {
        String prefix = journal.getFileName() + ".";
        NavigableSet<Long> starts = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder())) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .filter(number -> number.matches("[0-9]{" + DIGITS + "}"))
                    .forEach(number -> starts.add(Long.parseLong(number)));
        }
        return starts;
    }

    private Path folder() throws IOException {
        Path folder = journal.getParent();
        if (folder == null) {
            throw new IOException(journal + " is not in a folder");
        }
        return folder;
    }

    Path file(long start) {
        return journal.resolveSibling(
                journal.getFileName() + "." + String.format(Locale.ROOT, "%0" + DIGITS + "d", start));
    }

    boolean exists(long start) {
        return Files.exists(file(start));
    }

    /** Checks that each begins where the one before ends, as far as their lengths tell. */
    void requireWhole(NavigableSet<Long> starts) throws IOException {
        for (long start : starts) {
            Long next = starts.higher(start);
            if (next != null && Files.size(file(start)) < next - start) {
                throw new IOException(file(start).getFileName() + " is too short: the next begins at " + next);
            }
        }
    }

    /** {@return the segment that begins there, to be written to} */
    JournalSegment open(long start) throws IOException {
        Path file = file(start);
        JournalSegment segment =
                new JournalSegment(file, disk.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE), start);
        // Whoever made it may not have got so far.
        disk.forceNameOf(file);
        return segment;
    }

    /** {@return an ended segment, to be read} */
    FileChannel reading(long start) throws IOException {
        return disk.open(file(start), StandardOpenOption.READ);
    }

    /** Begins a segment, whole or not at all. */
    void begin(JournalLine.Begin head, List<JournalEntry> open) throws IOException {
        StringBuilder text = new StringBuilder(head.encode()).append('\n');
        open.forEach(one -> text.append(new JournalLine.Carried(one).encode()).append('\n'));
        Path file = file(head.start());
        disk.replace(
                file,
                file.resolveSibling(file.getFileName() + ".next"),
                text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes what nobody needs any more, the oldest first. */
    void deleteOld(Instant now, JournalRetention retention) throws IOException {
        NavigableSet<Long> starts = starts();
        for (int i = 0; i < MOST_DELETED && starts.size() > 1; i++) {
            long oldest = starts.pollFirst();
            long next = starts.first();
            long after = starts.last() - next;
            if (after < retention.keptBytes() || began(next).isAfter(now.minus(retention.keptFor()))) {
                return;
            }
            disk.delete(file(oldest));
        }
    }

    private Instant began(long start) throws IOException {
        try (FileChannel channel = reading(start)) {
            String line = new FileLines(channel, 0).next();
            if (line != null && JournalLine.decode(line) instanceof JournalLine.Begin begin) {
                return begin.at();
            }
            throw new JournalFormatException("it does not say where it begins");
        } catch (JournalFormatException e) {
            throw new IOException(file(start).getFileName() + ": " + e.getMessage(), e);
        }
    }
}
