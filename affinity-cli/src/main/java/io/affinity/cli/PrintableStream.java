// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Shows what a terminal would obey: names of VMs and hosts come from outside, and may hold escape sequences, or characters that
 * turn the direction of writing. They appear as {@code \u001b} and the like. So do line breaks within what is printed as one line,
 * after which a name could go on as if it were another message.
 */
final class PrintableStream extends PrintStream {

    PrintableStream(PrintStream out) {
        super(out, true, Charset.defaultCharset());
    }

    @Override
    public void print(String text) {
        super.print(text == null ? null : printable(text));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }

    @Override
    public void print(char character) {
        print(String.valueOf(character));
    }

    @Override
    public void println(String text) {
        super.println(text == null ? null : shown(text, c -> isObeyed(c) || c == '\n'));
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(char[] text) {
        println(String.valueOf(text));
    }

    static String printable(String text) {
        return shown(text, PrintableStream::isObeyed);
    }

    /** What is outside of the first plane is two characters, and a half of it is no text. */
    private static String shown(String text, IntPredicate isHidden) {
        if (text.codePoints().noneMatch(isHidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isHidden.test(point)) {
                for (char c : Character.toChars(point)) {
                    shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                }
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static boolean isObeyed(int point) {
        int type = Character.getType(point);
        boolean isControl = Character.isISOControl(point) && point != '\n' && point != '\t';
        return isControl
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
