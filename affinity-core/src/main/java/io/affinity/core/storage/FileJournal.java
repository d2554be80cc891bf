// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalFormatException;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in files, a line for each entry and each claim. When {@link #append} returns, the line is on the disk as far as the
 * operating system can tell. A position is the number of bytes up to the end of an entry's line, in all segments that there ever
 * were. Thread-safe; one process at a time may have it open, which an {@link OwnerLock} sees to. Should that be lost, such as with its
 * file or on a file system that forgets locks, claims are in the journal itself, and are looked for before each line.
 *
 * <p>The files are segments, {@code journal.} and the position at which each begins. One that is long enough is followed by the next,
 * which begins with what is open and the newest epoch; so only the last is read at the start. Old ones are deleted, see
 * {@link JournalRetention}.
 *
 * <p>A crash in the middle of a write leaves half a line at the end, whose action was never taken: it is cut off. Every line has a
 * checksum; one that does not match its own is an error, for a journal with holes must not be trusted.
 */
public final class FileJournal implements MigrationJournal, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final Path file;
    private final OwnerLock lock;
    private final JournalSegments segments;
    private final JournalRetention retention;
    private final OpenMigrations open = new OpenMigrations();
    private JournalSegment segment;
    private long newest;

    private FileJournal(
            Path file, OwnerLock lock, JournalSegments segments, JournalRetention retention, JournalSegment segment) {
        this.file = file;
        this.lock = lock;
        this.segments = segments;
        this.retention = retention;
        this.segment = segment;
    }

    /**
     * {@return the journal of this name with {@link JournalRetention#DEFAULT}, which is made if there is none}
     *
     * @throws UncheckedIOException if its files cannot be opened, somebody else has it open, or they are not a journal
     */
    public static FileJournal open(Path file) {
        return openIfFree(file)
                .orElseThrow(() -> new UncheckedIOException(
                        "The journal " + file + " cannot be used: somebody else has it open; only one controller may"
                                + " migrate the VMs of a fleet",
                        new IOException("locked")));
    }

    /** {@return the same; none if somebody else has it open} */
    public static Optional<FileJournal> openIfFree(Path file) {
        return openIfFree(file, JournalRetention.DEFAULT);
    }

    /**
     * {@return the journal of this name, which is made if there is none; none if somebody else has it open}
     *
     * @param file the files have this name and more, in a folder that is there
     * @throws UncheckedIOException if its files cannot be opened, or are not a journal
     */
    public static Optional<FileJournal> openIfFree(Path file, JournalRetention retention) {
        return openIfFree(file, retention, Disk.LOCAL);
    }

    static Optional<FileJournal> openIfFree(Path file, JournalRetention retention, Disk disk) {
        OwnerLock lock = OwnerLock.ifFree(file.resolveSibling(file.getFileName() + ".lock"))
                .orElse(null);
        if (lock == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(locked(file, lock, new JournalSegments(disk, file), retention));
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException("The journal " + file + " cannot be used: " + FileReason.of(e), e);
        }
    }

    private static FileJournal locked(Path file, OwnerLock lock, JournalSegments segments, JournalRetention retention)
            throws IOException {
        NavigableSet<Long> starts = segments.starts();
        if (starts.isEmpty()) {
            segments.begin(new JournalLine.Begin(0, 0, Instant.EPOCH), List.of());
            starts.add(0L);
        }
        segments.requireWhole(starts);
        JournalSegment last = segments.open(starts.last());
        try {
            FileJournal journal = new FileJournal(file, lock, segments, retention, last);
            // What is there is checked, too: better now than when it is needed.
            journal.readOn();
            journal.segment.cutHalfLine();
            return journal;
        } catch (IOException | RuntimeException e) {
            last.close();
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
            segment.append(new JournalLine.Claim(newest + 1));
            newest++;
        });
        return newest;
    }

    @Override
    public synchronized void append(long epoch, JournalEntry entry) {
        if (segment.end() - segment.start() >= retention.segmentBytes()) {
            write(() -> {
                JournalChecks.requireNewest(file.toString(), epoch, newest);
                beginNext(entry.at());
            });
        }
        write(() -> {
            JournalChecks.requireNewest(file.toString(), epoch, newest);
            segment.append(new JournalLine.Entry(entry));
            open.take(entry);
        });
    }

    /** What fails here costs room on the disk, but nothing that was written or will be; so it is tried again the next time. */
    private void beginNext(Instant at) throws IOException {
        long end = segment.end();
        try {
            segments.begin(new JournalLine.Begin(end, newest, at), open.announcements());
        } catch (IOException e) {
            LOG.warn("The journal {} cannot begin a new segment: {}", file, FileReason.of(e));
            return;
        }
        try {
            segments.deleteOld(at, retention);
        } catch (IOException e) {
            LOG.warn("Old segments of the journal {} cannot be deleted: {}", file, FileReason.of(e));
        }
    }

    /** Writes with IO. */
    private interface Writer {
        void write() throws IOException;
    }

    private void write(Writer writer) {
        try {
            FileLock held = lockLast();
            try {
                segment.cutHalfLine();
                writer.write();
            } finally {
                release(held);
            }
        } catch (ClosedChannelException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be written: it is closed", e);
        } catch (OverlappingFileLockException e) {
            throw new UncheckedIOException(
                    "The journal " + file + " cannot be written: this program has it open twice", new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be written: " + FileReason.of(e), e);
        }
    }

    /** Nobody else, who may have come by a lock as well, writes between the look at what is there and the new line. */
    private FileLock lockLast() throws IOException {
        while (true) {
            JournalSegment locked = segment;
            FileLock held = locked.lock();
            try {
                readOn();
            } catch (IOException | RuntimeException e) {
                release(held);
                throw e;
            }
            if (segment == locked) {
                return held;
            }
        }
    }

    /** A segment that was closed has let its lock go. */
    private static void release(FileLock held) throws IOException {
        if (held.isValid()) {
            held.release();
        }
    }

    /** Takes what was written since, by this object or by others, in as many segments as there are. */
    private void readOn() throws IOException {
        segment.readOn(this::take);
        while (segments.exists(segment.end()) && segment.end() > segment.start()) {
            JournalSegment next = segments.open(segment.end());
            segment.close();
            segment = next;
            segment.readOn(this::take);
        }
    }

    private void take(JournalLine line) {
        if (line instanceof JournalLine.Claim claim) {
            newest = Math.max(newest, claim.epoch());
        } else if (line instanceof JournalLine.Begin begin) {
            newest = Math.max(newest, begin.epoch());
        } else if (line instanceof JournalLine.Carried carried) {
            open.take(carried.announcement());
        } else if (line instanceof JournalLine.Entry one && one.entry() != null) {
            open.take(one.entry());
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
            JournalPages pages = new JournalPages(segments, segment);
            if (!pages.isEndOfLine(position)) {
                throw new IllegalArgumentException(
                        "The position (" + position + ") must be one that the journal " + file + " gave out.");
            }
            return pages.since(position, limit);
        });
    }

    /** Reads with IO. */
    private interface Reader<T> {
        T read() throws IOException;
    }

    private <T> T read(Reader<T> reader) {
        try {
            return reader.read();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be read: " + FileReason.of(e), e);
        } catch (JournalFormatException e) {
            throw new UncheckedIOException(
                    "The journal " + file + " cannot be read: " + e.getMessage(), new IOException(e));
        }
    }

    /** Lets another process open the file. */
    @Override
    public synchronized void close() {
        try {
            segment.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal " + file + " cannot be closed: " + e.getMessage(), e);
        } finally {
            lock.close();
        }
    }
}
