package io.affinity.core.storage;

import io.affinity.spi.migration.JournalFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** A line of a {@link FileJournal}: a checksum, and what it is of. */
final class JournalLine {

    private static final String CLAIMED = "claimed ";

    private JournalLine() {}

    static String of(String text) {
        return checksum(text) + " " + text;
    }

    /** {@return the line that says that an owner's term began} */
    static String ofClaim(long epoch) {
        return of(CLAIMED + epoch);
    }

    /**
     * {@return what the line is of}
     *
     * @throws JournalFormatException if the checksum is wrong
     */
    static String text(String line) {
        int space = line.indexOf(' ');
        if (space < 0 || !line.substring(0, space).equals(checksum(line.substring(space + 1)))) {
            throw new JournalFormatException("\"" + line + "\" is not a line of a journal, or was altered");
        }
        return line.substring(space + 1);
    }

    static boolean isClaim(String text) {
        return text.startsWith(CLAIMED);
    }

    /** {@return the epoch that began; the text must be that of a claim} */
    static long epoch(String text) {
        try {
            return Long.parseLong(text.substring(CLAIMED.length()));
        } catch (NumberFormatException e) {
            throw new JournalFormatException("\"" + text + "\" does not name an epoch");
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
