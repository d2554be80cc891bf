// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.stores;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Samples as stores import them; those of one metric stand together. */
public final class SampleText {

    private final Map<String, StringBuilder> inSeconds = new TreeMap<>();
    private final Map<String, StringBuilder> inMillis = new TreeMap<>();

    /** {@return labels by their names and values in turn} */
    public static Map<String, String> labels(String... namesAndValues) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return labels;
    }

    /** Adds a sample, later than those of the same series before. */
    public SampleText add(String metric, Map<String, String> labels, long millis, double value) {
        String series = labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(",", metric + "{", "}"));
        inSeconds
                .computeIfAbsent(metric, none -> new StringBuilder())
                .append(series + " " + value + " " + millis / 1000 + "."
                        + String.valueOf(1000 + millis % 1000).substring(1) + "\n");
        inMillis.computeIfAbsent(metric, none -> new StringBuilder())
                .append(series + " " + value + " " + millis + "\n");
        return this;
    }

    String openMetrics() {
        return String.join("", inSeconds.values()) + "# EOF\n";
    }

    String prometheus() {
        return String.join("", inMillis.values());
    }
}
