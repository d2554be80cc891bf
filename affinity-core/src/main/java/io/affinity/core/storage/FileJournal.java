package io.affinity.core.storage;

import io.affinity.spi.migration.JournalCodec;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalFormatException;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in one file, a line for each entry and each claim, that only ever grows. When {@link #append} returns, the line is on
 * the disk as far as the operating system can tell. A position is the number of bytes up to the end of an entry's line.
 * Thread-safe; one process at a time may have the file open, which a lock on the file of the same name with {@code .lock} sees to:
 * closing the journal's own file, whoever had opened it, would lose a lock on that. Should the lock be lost all the same, such as
 * with its file or on a file system that forgets locks, claims are in the journal itself, and are looked for before each line.
 *
 * <p>A crash in the middle of a write leaves half a line at the end, whose action was never taken: it is cut off. Every line has a
 * checksum; one that does not match its own is an error, for a journal with holes must not be trusted.
 */
public final class FileJournal implements MigrationJournal, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final Path file;
    private final FileChannel lock;
    private final FileChannel channel;
    private final OpenMigrations open = new OpenMigrations();
    private long newest;
    private long end;
    private long lines;

    private FileJournal(Path file, FileChannel lock, FileChannel channel) {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * {@return the journal in this file, which is made if there is none}
     *
     * @throws UncheckedIOException if the file cannot be opened, somebody else has it open, or it is not a journal
     */
    public static FileJournal open(Path file) {
        return openIfFree(file)
                .orElseThrow(() -> new UncheckedIOException(
                        "The journal " + file + " cannot be used: somebody else has it open; only one controller may"
                                + " migrate the VMs of a fleet",
                        new IOException("locked")));
    }

    /**
     * {@return the journal in this file, which is made if there is none; none if somebody else has it open}
     *
     * @throws UncheckedIOException if the file cannot be opened, or it is not a journal
     */
    public static Optional<FileJournal> openIfFree(Path file) {
        try {
            FileChannel lock = FileChannel.open(lockOf(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (!isLocked(lock)) {
                    lock.close();
                    return Optional.empty();
                }
                return Optional.of(locked(file, lock));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Path lockOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static FileJournal locked(Path file, FileChannel lock) throws IOException {
        boolean isNew = !Files.exists(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileJournal journal = new FileJournal(file, lock, channel);
            // What is there is checked, too: better now than when it is needed.
            journal.readOn();
            journal.cutHalfLine();
            if (isNew) {
                Folders.force(file);
            }
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public synchronized long claim() {
        write(() -> {
            write(JournalLine.ofClaim(newest + 1));
            newest++;
        });
        return newest;
    }

    @Override
    public synchronized void append(long epoch, JournalEntry entry) {
        write(() -> {
            JournalChecks.requireNewest(file.toString(), epoch, newest);
            write(JournalLine.of(JournalCodec.encode(entry)));
            open.take(entry);
        });
    }

    /** Writes with IO. */
    private interface Writer {
        void write() throws IOException;
    }

    /** Nobody else, who may have come by a lock as well, writes between the look at what is there and the new line. */
    private void write(Writer writer) {
        try {
            FileLock held = channel.lock();
            try {
                readOn();
                cutHalfLine();
                writer.write();
            } finally {
                held.release();
            }
        } catch (ClosedChannelException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be written: it is closed", e);
        } catch (OverlappingFileLockException e) {
            throw new UncheckedIOException(
                    "The journal " + file + " cannot be written: this program has it open twice", new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        int length = bytes.remaining();
        try {
            channel.position(end);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            // What follows must not be glued to half a line.
            channel.truncate(end);
            throw e;
        }
        end += length;
        lines++;
    }

    /** Takes what was written since, by this object or by others. */
    private void readOn() throws IOException {
        FileLines rest = new FileLines(channel, end);
        for (String line = rest.next(); line != null; line = rest.next()) {
            try {
                take(JournalLine.text(line));
            } catch (JournalFormatException e) {
                throw new IOException("line " + (lines + 1) + ": " + e.getMessage(), e);
            }
            lines++;
            end = rest.position();
        }
    }

    private void take(String text) {
        if (JournalLine.isClaim(text)) {
            newest = Math.max(newest, JournalLine.epoch(text));
            return;
        }
        JournalEntry entry = JournalCodec.decode(text);
        if (entry != null) {
            open.take(entry);
        }
    }

    private void cutHalfLine() throws IOException {
        long surplus = channel.size() - end;
        if (surplus > 0) {
            LOG.warn("The journal {} ends in half a line of {} bytes, which is cut off.", file, surplus);
            channel.truncate(end);
            channel.force(true);
        }
    }

    @Override
    public synchronized List<JournalEntry> open() {
        return read(() -> {
            readOn();
            return open.announcements();
        });
    }

    @Override
    public synchronized List<JournalRecord> since(long position, int limit) {
        JournalChecks.requireReadable(position, limit);
        return read(() -> {
            readOn();
            requireEndOfLine(position);
            List<JournalRecord> records = new ArrayList<>();
            FileLines rest = new FileLines(channel, position);
            while (records.size() < limit && rest.position() < end) {
                JournalEntry entry = entry(rest.next());
                if (entry != null) {
                    records.add(new JournalRecord(rest.position(), entry));
                }
            }
            return records;
        });
    }

    private void requireEndOfLine(long position) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        boolean isOne =
                position == 0 || (position <= end && channel.read(last, position - 1) == 1 && last.get(0) == '\n');
        if (!isOne) {
            throw new IllegalArgumentException(
                    "The position (" + position + ") must be one that the journal " + file + " gave out.");
        }
    }

    private static @Nullable JournalEntry entry(@Nullable String line) {
        if (line == null) {
            throw new JournalFormatException("it is shorter than it was");
        }
        String text = JournalLine.text(line);
        return JournalLine.isClaim(text) ? null : JournalCodec.decode(text);
    }

    /** Reads with IO. */
    private interface Reader<T> {
        T read() throws IOException;
    }

    private <T> T read(Reader<T> reader) {
        try {
            return reader.read();
        } catch (IOException | JournalFormatException e) {
            throw new UncheckedIOException(
                    "The journal " + file + " cannot be read: " + e.getMessage(),
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** Lets another process open the file. */
    @Override
    public synchronized void close() {
        try {
            channel.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
