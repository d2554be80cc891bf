// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

/**
 * A schedule, a calendar or a feed is not right. The message says in one line what is wrong and what is legal, without the place, which
 * {@link #line} has.
 */
public final class CalendarException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 100;

    private final int line;

    /** @param line in the text, from 1; 0 for the text as a whole */
    public CalendarException(int line, String message) {
        super(message);
        this.line = line;
    }

    public CalendarException(int line, String message, Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    /** {@return the line in the text, from 1; 0 for the text as a whole} */
    public int line() {
        return line;
    }

    /** {@return the same for a text that begins on this line of another} */
    public CalendarException at(int newLine) {
        CalendarException moved = new CalendarException(newLine, String.valueOf(getMessage()), this);
        moved.setStackTrace(getStackTrace());
        return moved;
    }

    /** {@return what a user wrote, between quotation marks, on one line and not longer than a person reads} */
    public static String quoted(String text) {
        return "\"" + shortened(text) + "\"";
    }

    /** {@return a text on one line, and not longer than a person reads} */
    public static String shortened(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return shown.replaceAll("\\p{Cntrl}", " ");
    }
}
