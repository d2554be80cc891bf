// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.input;

/**
 * Something that is not right.
 *
 * @param key the path of the key, such as {@code policies[1].vms[0]}; empty for the file as a whole
 * @param text what is wrong, and what would be legal
 */
public record Problem(Place place, String key, String text, Severity severity) {

    /** Whether one can go on. */
    public enum Severity {
        /** Nothing is done with such a file. */
        FATAL,
        /** It may be right, or become so. */
        WARNING
    }

    public static Problem fatal(Place place, String key, String text) {
        return new Problem(place, key, text, Severity.FATAL);
    }

    public static Problem warning(Place place, String key, String text) {
        return new Problem(place, key, text, Severity.WARNING);
    }

    /** {@return one line: {@code file:line: key: text}} */
    @Override
    public String toString() {
        return place + ": " + (severity == Severity.WARNING ? "warning: " : "") + (key.isEmpty() ? "" : key + ": ")
                + text;
    }
}
