// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

import java.util.regex.Pattern;

/** What selectors look like; whether their labels make sense is for the server to say. */
final class SelectorText {

    private static final String MATCHER =
            "[a-zA-Z_][a-zA-Z0-9_]*\\s*(?:=|!=|=~|!~)\\s*" + "(?:\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+')";

    private static final Pattern PLAIN = Pattern.compile("\\s*[a-zA-Z_:][a-zA-Z0-9_:]*\\s*(?:\\{\\s*(?:" + MATCHER
            + "\\s*(?:,\\s*" + MATCHER + "\\s*)*,?\\s*)?\\}\\s*)?");

    private SelectorText() {}

    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }
}
