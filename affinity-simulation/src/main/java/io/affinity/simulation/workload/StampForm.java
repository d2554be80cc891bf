// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a trace in long form says when something was measured. The name of the column tells, so that no number is guessed at. */
enum StampForm {
    ISO("time", "an ISO 8601 time with its zone, such as 2024-01-31T00:05:00Z or 2024-01-31T01:05:00+01:00"),
    SECONDS("time-s", "seconds since 1970, at most 7258118400 (the year 2200)"),
    MILLISECONDS("time-ms", "milliseconds since 1970, at most 7258118400000 (the year 2200)");

    /** The year 2200: beyond it, a number is in another unit than its column says. */
    private static final long LATEST_MILLIS = 7_258_118_400_000L;

    private static final int DATE_LENGTH = "2024-01-31".length();

    private final String column;
    private final String legal;

    StampForm(String column, String legal) {
        this.column = column;
        this.legal = legal;
    }

    /** {@return the form of a column or key by this name, in any case; null if it has none} */
    static @Nullable StampForm named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(form -> form.column.equals(lower))
                .findFirst()
                .orElse(null);
    }

    /** {@return the names of their columns} */
    static List<String> columns() {
        return Arrays.stream(values()).map(form -> form.column).toList();
    }

    /** {@return what a time must be, for messages} */
    String legal() {
        return legal;
    }

    /** {@return milliseconds since 1970, or -1 if the text is no such time} */
    long millis(String text) {
        if (this == ISO) {
            return isoMillis(text);
        }
        double number = Cells.quantity(text);
        double millis = this == SECONDS ? number * 1000 : number;
        return millis <= LATEST_MILLIS ? Math.round(millis) : -1;
    }

    /** Databases write a space between day and time. */
    private static long isoMillis(String text) {
        boolean isSpaced = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
        String joined = isSpaced ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1) : text;
        try {
            Instant time = DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(joined, Instant::from);
            long seconds = time.getEpochSecond();
            if (seconds < 0 || seconds > LATEST_MILLIS / 1000) {
                return -1;
            }
            return seconds * 1000 + time.getNano() / 1_000_000;
        } catch (DateTimeException e) {
            return -1; // the caller knows the place, and says what is wrong there
        }
    }
}
