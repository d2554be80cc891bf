// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A line of text behind its checksum, so that half of it, or two that were glued together, are not taken for a line. */
final class CheckedLine {

    private CheckedLine() {}

    /** {@return the line, without its end} */
    static String of(String text) {
        return checksum(text) + " " + text;
    }

    /** {@return what the line is of, or null if its checksum is wrong} */
    static @Nullable String text(String line) {
        int space = line.indexOf(' ');
        boolean isWhole = space > 0 && line.substring(0, space).equals(checksum(line.substring(space + 1)));
        return isWhole ? line.substring(space + 1) : null;
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
