// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.migration.JournalCodec;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalFormatException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a line of a {@link FileJournal} says; each is a {@link CheckedLine}. */
sealed interface JournalLine {

    String CLAIMED = "claimed ";
    String BEGAN = "began ";
    String CARRIED = "carried ";

    /** Of a position or an epoch; there is always a next one. */
    long MOST = 1L << 53;

    /** An owner's term began. */
    record Claim(long epoch) implements JournalLine {}

    /**
     * A segment began.
     *
     * @param start the position of its first byte
     * @param epoch the newest that was given out before
     * @param at when; no entry of earlier segments is of a later time, as far as clocks can be believed
     */
    record Begin(long start, long epoch, Instant at) implements JournalLine {}

    /** A migration that was open when the segment began, which is no new entry. */
    record Carried(JournalEntry announcement) implements JournalLine {}

    /** An entry, or null for one of a newer version that may be skipped. */
    record Entry(@Nullable JournalEntry entry) implements JournalLine {}

    /** {@return the line, without its end} */
    default String encode() {
        if (this instanceof Claim claim) {
            return CheckedLine.of(CLAIMED + claim.epoch());
        } else if (this instanceof Begin begin) {
            return CheckedLine.of(BEGAN + begin.start() + " " + begin.epoch() + " " + begin.at());
        } else if (this instanceof Carried carried) {
            return CheckedLine.of(CARRIED + JournalCodec.encode(carried.announcement()));
        } else if (this instanceof Entry one && one.entry() != null) {
            return CheckedLine.of(JournalCodec.encode(one.entry()));
        }
        throw new AssertionError("There is no line for " + this);
    }

    /**
     * {@return what the line says}
     *
     * @throws JournalFormatException if its checksum is wrong, or it must be known and is not
     */
    static JournalLine decode(String line) {
        String text = CheckedLine.text(line);
        if (text == null) {
            throw new JournalFormatException("\"" + line + "\" is not a line of a journal, or was altered");
        } else if (text.startsWith(CLAIMED)) {
            return new Claim(number(text, text.substring(CLAIMED.length())));
        } else if (text.startsWith(BEGAN)) {
            return begin(text, text.split(" ", -1));
        } else if (text.startsWith(CARRIED)) {
            JournalEntry announcement = JournalCodec.decode(text.substring(CARRIED.length()));
            return announcement == null ? new Entry(null) : new Carried(announcement);
        }
        return new Entry(JournalCodec.decode(text));
    }

    private static Begin begin(String text, String[] words) {
        try {
            return new Begin(number(text, words[1]), number(text, words[2]), Instant.parse(words[3]));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw new JournalFormatException("\"" + text + "\" does not say where a segment begins");
        }
    }

    private static long number(String text, String word) {
        try {
            long number = Long.parseLong(word);
            if (number >= 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new JournalFormatException("\"" + text + "\" names no number where one must be");
        }
        throw new JournalFormatException("\"" + text + "\" names a number that must be from 0 to " + MOST);
    }
}
