// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Text that is safe as the content of an HTML element and of a quoted attribute. */
final class HtmlText {
    private HtmlText() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Writes a paragraph for each sentence. */
    static void writeParagraphs(List<String> sentences, Writer page) throws IOException {
        for (String sentence : sentences) {
            page.write("<p>" + escape(sentence) + "</p>");
        }
    }
}
