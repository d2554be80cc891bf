package io.affinity.core.storage;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.MigrationJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in one file, a line for each entry, that only ever grows. When {@link #append} returns, the line is on the disk
 * as far as the operating system can tell. Thread-safe; one process at a time may have the file open.
 *
 * <p>A crash in the middle of a write leaves half a line at the end, whose action was never taken: it is cut off when the
 * file is opened. Every line has a checksum; a line before the last one that does not match its own is an error, for a
 * journal with holes must not be trusted.
 */
public final class FileJournal implements MigrationJournal, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final Path file;
    private final FileChannel channel;

    private FileJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * {@return the journal in this file, which is made if there is none}
     *
     * @throws UncheckedIOException if the file cannot be opened, another process has it open, or it is not a journal
     */
    public static FileJournal open(Path file) {
        return openIfFree(file)
                .orElseThrow(() -> new UncheckedIOException(
                        "The journal " + file + " cannot be used: somebody else has it open; only one controller may"
                                + " migrate the VMs of a fleet",
                        new IOException("locked")));
    }

    /**
     * {@return the journal in this file, which is made if there is none; none if another process has it open}
     *
     * @throws UncheckedIOException if the file cannot be opened, or it is not a journal
     */
    public static Optional<FileJournal> openIfFree(Path file) {
        boolean isNew = !Files.exists(file);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (!isLocked(channel)) {
                    channel.close();
                    return Optional.empty();
                }
                FileJournal journal = new FileJournal(file, channel);
                journal.cutHalfLine();
                if (isNew) {
                    Folders.force(file);
                }
                return Optional.of(journal);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Checks what is there, too: better now than when it is needed. */
    private void cutHalfLine() throws IOException {
        byte[] bytes = content();
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        parse(bytes, end);
        if (end < bytes.length) {
            LOG.warn("The journal {} ends in half a line of {} bytes, which is cut off.", file, bytes.length - end);
            channel.truncate(end);
            channel.force(true);
        }
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public synchronized void append(JournalEntry entry) {
        ByteBuffer line = ByteBuffer.wrap((JournalLine.of(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            long end = channel.size();
            try {
                channel.position(end);
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(false);
            } catch (IOException e) {
                // What follows must not be glued to half a line.
                channel.truncate(end);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized List<JournalEntry> entries() {
        try {
            byte[] bytes = content();
            return parse(bytes, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private byte[] content() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        channel.position(0);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // Read on.
        }
        return buffer.array();
    }

    private List<JournalEntry> parse(byte[] bytes, int end) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        for (String line : (Iterable<String>) text.lines()::iterator) {
            try {
                entries.add(JournalLine.parse(line));
            } catch (IllegalArgumentException e) {
                throw new IOException("line " + (entries.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return entries;
    }

    /** Lets another process open the file. */
    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
