// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a command prints what it found. */
public enum OutputFormat {
    /** For people: sentences and columns, whose words may change. */
    TABLE,
    /** For programs, by a schema. */
    JSON,
    /** The same tree as in JSON. */
    YAML;

    /** {@return what it is called on the command line} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return what all are called} */
    public static List<String> words() {
        return Stream.of(values()).map(OutputFormat::word).toList();
    }
}
