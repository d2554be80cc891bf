// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.input;

/** What a user wrote, as messages repeat it: on one line, and no more of it than a person reads. */
public final class Quoted {

    private static final int LONGEST = 100;

    private Quoted() {}

    /** {@return the text between quotation marks} */
    public static String of(Object text) {
        return "\"" + shortened(String.valueOf(text)) + "\"";
    }

    /** {@return the text without control characters, and its first {@value #LONGEST} characters only} */
    public static String shortened(String text) {
        return shortened(text, LONGEST);
    }

    /** {@return the same, with so many characters at most} */
    public static String shortened(String text, int longest) {
        int most = Math.min(text.length(), longest);
        int end = most < text.length() && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        String start = text.substring(0, end).replaceAll("\\p{Cntrl}", " ");
        return end < text.length() ? start + "..." : start;
    }
}
