// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal as one line of printable ASCII, without a line break: what any journal may keep, in a file, a column of
 * a database or a message. Stateless and thread-safe.
 *
 * <p>Words are separated by single spaces; those that hold text are URL-encoded. They are: the version of the format, a mark, time,
 * migration, VM, source, target, the kind of event, and what belongs to it. The mark is for readers that do not know the kind:
 * {@code may} says that the line may be skipped, {@code must} that it may not. Words after those that a reader knows are of no
 * concern to it, so that a newer version may say more of an event it shares with an older one.
 */
public final class JournalCodec {

    /** Of the words before the kind of event. */
    public static final int VERSION = 1;

    private static final String MUST_BE_KNOWN = "must";
    private static final String MAY_BE_SKIPPED = "may";

    private JournalCodec() {}

    /** {@return the line} */
    public static String encode(JournalEntry entry) {
        Migration migration = entry.migration();
        WordWriter out = new WordWriter()
                .plain(VERSION)
                .plain(MUST_BE_KNOWN)
                .plain(entry.at())
                .text(entry.migrationId())
                .text(migration.vm().value())
                .text(migration.source().value())
                .text(migration.target().value());
        EventWords.write(entry.event(), out);
        return out.toString();
    }

    /**
     * {@return the entry, or null if a newer version wrote an event that may be skipped}
     *
     * @throws JournalFormatException if it is no such line, or says what a reader has to know and this version does not
     */
    public static @Nullable JournalEntry decode(String line) {
        try {
            return entry(new WordReader(line));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new JournalFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable JournalEntry entry(WordReader in) {
        String version = in.plain();
        if (!version.equals(Integer.toString(VERSION))) {
            throw new IllegalArgumentException(
                    "\"" + version + "\" is not a version of the journal's format that is known;"
                            + " maybe a newer version of this program wrote it");
        }
        String mark = in.plain();
        if (!mark.equals(MUST_BE_KNOWN) && !mark.equals(MAY_BE_SKIPPED)) {
            throw new IllegalArgumentException("the mark \"" + mark + "\" must be \"must\" or \"may\"");
        }
        Instant at = Instant.parse(in.plain());
        String id = in.text();
        Migration migration = new Migration(new VmId(in.text()), new HostId(in.text()), new HostId(in.text()));
        String kind = in.plain();
        JournalEntry.Event event = EventWords.read(kind, in);
        if (event == null) {
            if (mark.equals(MAY_BE_SKIPPED)) {
                return null;
            }
            throw new IllegalArgumentException("the event \"" + kind
                    + "\" must not be skipped, and this version does not know it; maybe a newer version wrote it");
        }
        return new JournalEntry(at, id, migration, event);
    }
}
