// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with holes of the form <code>{{name}}</code>. Filled in one pass, so that a filling which looks like a hole
 * stays text.
 */
final class HtmlTemplate {
    private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)}}");

    private final String text;

    private HtmlTemplate(String text) {
        this.text = text;
    }

    /** Writes what belongs into a hole. */
    @FunctionalInterface
    interface Filling {
        void writeTo(Writer out) throws IOException;
    }

    static HtmlTemplate of(String text) {
        return new HtmlTemplate(text);
    }

    void write(Map<String, Filling> fillings, Writer out) throws IOException {
        Matcher hole = HOLE.matcher(text);
        int written = 0;
        while (hole.find()) {
            Filling filling = fillings.get(hole.group(1));
            if (filling == null) {
                throw new IllegalArgumentException("The hole (" + hole.group(1) + ") must have a filling.");
            }
            out.write(text, written, hole.start() - written);
            filling.writeTo(out);
            written = hole.end();
        }
        out.write(text, written, text.length() - written);
    }
}
