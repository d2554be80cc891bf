package io.affinity.cli.yaml;

import java.util.List;

/** A part of a YAML text. What an alias stands for is one node in several places. Immutable. */
public sealed interface YamlNode {

    /** {@return the line on which it begins, from 1} */
    int line();

    /**
     * One value.
     *
     * @param text as it is written, whatever type YAML sees in it: 1.10 is a name as good as any
     * @param isNull whether nothing is written, or the word null
     */
    record Scalar(int line, String text, boolean isNull) implements YamlNode {}

    /** Values, one after the other. */
    record Sequence(int line, List<YamlNode> elements) implements YamlNode {

        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** Keys with values, in the order of the text; keys may repeat. */
    record Mapping(int line, List<Entry> entries) implements YamlNode {

        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** A key with its value. */
    record Entry(Scalar key, YamlNode value) {}
}
