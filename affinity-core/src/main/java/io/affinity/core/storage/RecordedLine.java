// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import org.jspecify.annotations.Nullable;

/** One line of a demand record, without its checksum: what one VM demanded at one time. Only what is asked for is read. */
final class RecordedLine {

    private final String text;
    private final int space;
    private final int end;

    private RecordedLine(String text, int space, int end) {
        this.text = text;
        this.space = space;
        this.end = end;
    }

    /** Takes what a VM demanded of one resource. */
    @FunctionalInterface
    interface Pairs {

        void take(String resource, double value);
    }

    /** {@return the line, or null if it is none} */
    static @Nullable RecordedLine of(String text) {
        int space = text.indexOf(' ');
        int end = text.indexOf(' ', space + 1);
        RecordedLine line = new RecordedLine(text, space, end);
        return space < 1 || line.word().isEmpty() ? null : line;
    }

    /** {@return the VM, as it is written} */
    String word() {
        return text.substring(space + 1, end < 0 ? text.length() : end);
    }

    /**
     * {@return when it was, in milliseconds since 1970}
     *
     * @throws NumberFormatException if that is no number
     */
    long millis() {
        return Long.parseLong(text.substring(0, space));
    }

    /**
     * Hands on what can be: finite and not negative.
     *
     * @throws IllegalArgumentException if there is what is no pair
     */
    void pairs(Pairs pairs) {
        if (end < 0) {
            return;
        }
        for (String pair : text.substring(end + 1).split(" ", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("The pair (" + pair + ") must be of a resource and a value.");
            }
            double value = Double.parseDouble(pair.substring(equals + 1));
            if (value >= 0 && value < Double.POSITIVE_INFINITY) {
                pairs.take(pair.substring(0, equals), value);
            }
        }
    }
}
