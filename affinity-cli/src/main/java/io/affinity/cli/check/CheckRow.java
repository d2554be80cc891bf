// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.check;

import java.util.Locale;

/**
 * One thing that was checked.
 *
 * @param what it is, such as {@code host h1}
 * @param detail what was found, in words
 */
public record CheckRow(String what, State state, String detail) {

    /** How it stands. */
    public enum State {
        OK,
        /** It may be right, or become so. */
        WARNING,
        /** Nothing is done before it is right. */
        WRONG,
        /** It was not looked at. */
        UNKNOWN;

        /** {@return such as {@code ok}} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
