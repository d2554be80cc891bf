// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers texts in order of first use. Not thread-safe. */
final class TextTable {
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    int indexOf(String text) {
        Integer known = indexes.putIfAbsent(text, indexes.size());
        return known == null ? indexes.size() - 1 : known;
    }

    Iterable<String> texts() {
        return indexes.keySet();
    }
}
