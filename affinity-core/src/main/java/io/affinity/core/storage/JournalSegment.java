// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.migration.JournalFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment of a journal that is written to. Positions are those of the journal. Not thread-safe. */
final class JournalSegment implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalSegment.class);

    private final Path file;
    private final FileChannel channel;
    private final long start;
    private long end;
    private long lines;

    /** @param start the position of its first byte */
    JournalSegment(Path file, FileChannel channel, long start) {
        this.file = file;
        this.channel = channel;
        this.start = start;
        this.end = start;
    }

    long start() {
        return start;
    }

    /** {@return the position after the last line that was read or written} */
    long end() {
        return end;
    }

    /** {@return a lock that keeps all others from writing for a moment} */
    FileLock lock() throws IOException {
        FileLock held = channel.lock();
        if (!Files.exists(file)) {
            held.release();
            throw new IOException(file + " is gone");
        }
        return held;
    }

    /** Takes what was written since, by this object or by others. */
    void readOn(Consumer<JournalLine> taker) throws IOException {
        FileLines rest = new FileLines(channel, end - start);
        for (String line = rest.next(); line != null; line = rest.next()) {
            try {
                JournalLine one = JournalLine.decode(line);
                boolean isHead = one instanceof JournalLine.Begin begin && begin.start() == start;
                if (isHead != (lines == 0)) {
                    throw new JournalFormatException("it does not begin at " + start + " as its name says");
                }
                taker.accept(one);
            } catch (JournalFormatException e) {
                throw new IOException(file.getFileName() + ", line " + (lines + 1) + ": " + e.getMessage(), e);
            }
            lines++;
            end = start + rest.position();
        }
        if (lines == 0) {
            throw new IOException(file.getFileName() + " does not say where it begins");
        }
    }

    void cutHalfLine() throws IOException {
        long surplus = channel.size() - (end - start);
        if (surplus > 0) {
            LOG.warn("The journal {} ends in half a line of {} bytes, which is cut off.", file, surplus);
            channel.truncate(end - start);
            channel.force(true);
        }
    }

    /** Adds a line, which is on the disk when this returns. */
    void append(JournalLine line) throws IOException {
        byte[] bytes = (line.encode() + "\n").getBytes(StandardCharsets.UTF_8);
        Disk.append(channel, end - start, bytes);
        try {
            channel.force(false);
        } catch (IOException e) {
            // What was called a failure must not be found later.
            Disk.suppressing(e, () -> channel.truncate(end - start));
            throw e;
        }
        end += bytes.length;
        lines++;
    }

    /** {@return the lines from a position on, which must be where a line begins} */
    FileLines from(long position) {
        return new FileLines(channel, position - start);
    }

    boolean isEndOfLine(long position) throws IOException {
        return isEndOfLine(channel, position - start);
    }

    /** @param offset in bytes from the beginning of the file */
    static boolean isEndOfLine(FileChannel channel, long offset) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return offset == 0 || (channel.read(last, offset - 1) == 1 && last.get(0) == '\n');
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
