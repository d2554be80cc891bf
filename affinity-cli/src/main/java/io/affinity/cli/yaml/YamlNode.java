// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.yaml;

import io.affinity.cli.input.Quoted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a YAML text. What an alias stands for is one node in several places. Immutable. */
public sealed interface YamlNode {

    /** {@return the line on which it begins, from 1} */
    int line();

    /** {@return what it is, as messages say} */
    String described();

    /** {@return whether it stands for nothing} */
    default boolean isNothing() {
        return false;
    }

    /**
     * One value.
     *
     * @param text as it is written, whatever type YAML sees in it: 1.10 is a name as good as any
     * @param isNull whether nothing is written, or the word null
     */
    record Scalar(int line, String text, boolean isNull) implements YamlNode {

        @Override
        public String described() {
            return isNull ? "nothing" : Quoted.of(text);
        }

        @Override
        public boolean isNothing() {
            return isNull;
        }
    }

    /** Values, one after the other. */
    record Sequence(int line, List<YamlNode> elements) implements YamlNode {

        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /** Keys with values, in the order of the text; keys may repeat. */
    record Mapping(int line, List<Entry> entries) implements YamlNode {

        public Mapping {
            entries = List.copyOf(entries);
        }

        /** {@return the first value of a key, or null if there is none} */
        public @Nullable YamlNode value(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String described() {
            return "a mapping";
        }
    }

    /** A key with its value. */
    record Entry(Scalar key, YamlNode value) {}
}
