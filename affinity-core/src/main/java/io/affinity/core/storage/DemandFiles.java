// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a demand record, one for each day. */
final class DemandFiles {

    private static final Logger LOG = LoggerFactory.getLogger(DemandFiles.class);

    private static final String PREFIX = "demand-";
    private static final String SUFFIX = ".txt";

    /**
     * The one that became of no use since the last day, and one more so that what was left over goes away: a clock that is years
     * ahead must not take all that was learned with it.
     */
    private static final int MOST_DELETED = 2;

    private static final int CHUNK = 1 << 16;

    private final Path folder;
    private final Disk disk;

    DemandFiles(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    Path file(LocalDate day) {
        return folder.resolve(PREFIX + day + SUFFIX);
    }

    /** {@return the files, the oldest first; none if there is no folder} */
    List<Path> all() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName())
                            .matches(PREFIX + "[0-9]{4}-[0-9]{2}-[0-9]{2}\\" + SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Reads the lines of a file, half a line at its end excepted.
     *
     * @param taker takes a line without its checksum, and says whether it is one
     * @return how many lines are damaged, or none
     */
    int read(Path file, Predicate<String> taker) throws IOException {
        int damaged = 0;
        try (FileChannel channel = disk.open(file, StandardOpenOption.READ)) {
            FileLines lines = new FileLines(channel, 0);
            for (String line = lines.next(); line != null; line = lines.next()) {
                String text = CheckedLine.text(line);
                damaged += text != null && taker.test(text) ? 0 : 1;
            }
        }
        return damaged;
    }

    /**
     * Adds whole lines to the file of a day, or none.
     *
     * @return whether they are the first of that day
     */
    boolean append(LocalDate day, byte[] lines) throws IOException {
        Path file = file(day);
        try (FileChannel channel =
                disk.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = endOfLines(channel);
            if (end < channel.size()) {
                LOG.warn("{} ends in half a line of {} bytes, which is cut off.", file, channel.size() - end);
                channel.truncate(end);
            }
            Disk.append(channel, end, lines);
            return end == 0;
        }
    }

    private static long endOfLines(FileChannel channel) throws IOException {
        for (long end = channel.size(); end > 0; end -= Math.min(end, CHUNK)) {
            int length = (int) Math.min(end, CHUNK);
            ByteBuffer chunk = ByteBuffer.allocate(length);
            while (chunk.hasRemaining() && channel.read(chunk, end - length + chunk.position()) > 0) {
                // Reads on until it has all of it.
            }
            for (int i = length - 1; i >= 0; i--) {
                if (chunk.get(i) == '\n') {
                    return end - length + i + 1;
                }
            }
        }
        return 0;
    }

    /** Deletes files that are older than this day, the oldest first, though not many at once. */
    void deleteBefore(LocalDate day) throws IOException {
        List<Path> old = all().stream()
                .filter(file -> file.compareTo(file(day)) < 0)
                .limit(MOST_DELETED)
                .toList();
        for (Path file : old) {
            disk.delete(file);
        }
    }
}
