// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.migration.JournalFormatException;
import io.affinity.spi.migration.JournalRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;

/** Reads a journal page by page, over all its segments. */
final class JournalPages {

    private final JournalSegments segments;

    /** The segment that is written to, which stays open: closing any channel of it might lose its lock. */
    private final JournalSegment last;

    private final NavigableSet<Long> starts;

    JournalPages(JournalSegments segments, JournalSegment last) throws IOException {
        this.segments = segments;
        this.last = last;
        this.starts = segments.starts();
        if (starts.isEmpty()) {
            throw new IOException("its files are gone");
        }
    }

    /**
     * {@return whether this may be where a line ends; a position in a segment that was deleted cannot be looked at any more}
     */
    boolean isEndOfLine(long position) throws IOException {
        if (position > last.end()) {
            return false;
        } else if (position >= last.start()) {
            return last.isEndOfLine(position);
        }
        Long start = starts.floor(position);
        if (start == null) {
            return true;
        }
        try (FileChannel ended = segments.reading(start)) {
            return JournalSegment.isEndOfLine(ended, position - start);
        }
    }

    /** {@return entries after a position, or after the begin of what is there} */
    List<JournalRecord> since(long position, int limit) throws IOException {
        List<JournalRecord> records = new ArrayList<>();
        long from = Math.max(position, starts.first());
        while (records.size() < limit && from < last.end()) {
            long start = Objects.requireNonNull(starts.floor(from));
            Long next = starts.higher(start);
            if (next == null) {
                from = collect(last.from(from), start, last.end(), limit, records);
            } else {
                try (FileChannel ended = segments.reading(start)) {
                    from = collect(new FileLines(ended, from - start), start, next, limit, records);
                }
            }
        }
        return records;
    }

    /** {@return the position that was read up to} */
    private static long collect(FileLines rest, long start, long end, int limit, List<JournalRecord> records)
            throws IOException {
        while (records.size() < limit && start + rest.position() < end) {
            String line = rest.next();
            if (line == null) {
                throw new JournalFormatException("it is shorter than it was");
            }
            if (JournalLine.decode(line) instanceof JournalLine.Entry one && one.entry() != null) {
                records.add(new JournalRecord(start + rest.position(), one.entry()));
            }
        }
        return start + rest.position();
    }
}
