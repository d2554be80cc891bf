package io.affinity.cli;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * Shows what a terminal would obey: names of VMs and hosts come from outside, and may hold escape sequences, or characters that
 * turn the direction of writing. They appear as {@code \u001b} and the like; line ends and tabs stay.
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
    public void println(String text) {
        super.println(text == null ? null : printable(text));
    }

    static String printable(String text) {
        if (text.chars().noneMatch(PrintableStream::isObeyed)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> {
            if (isObeyed(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }

    private static boolean isObeyed(int c) {
        boolean isControl = Character.isISOControl(c) && c != '\n' && c != '\t';
        return isControl || Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
    }
}
