// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.cli.output.OutputFile;
import io.affinity.cli.output.OutputFormat;
import io.affinity.cli.output.YamlText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** In which form a command prints what it found: for people, or for programs by the schemas of docs/schemas. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            completionCandidates = Names.class,
            converter = Reader.class,
            description = "table, or for programs json or yaml (docs/schemas). Default: table.")
    private OutputFormat format = OutputFormat.TABLE;

    /** What completion offers. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(OutputFormat.words());
        }
    }

    /** Knows the names. */
    static final class Reader implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String name) {
            for (OutputFormat known : OutputFormat.values()) {
                if (known.word().equals(name)) {
                    return known;
                }
            }
            throw new TypeConversionException("(" + Quoted.shortened(name) + ") must be table, json or yaml"
                    + Suggestion.end(OutputFormat.words(), name));
        }
    }

    /** {@return whether people read it} */
    boolean isTable() {
        return format == OutputFormat.TABLE;
    }

    /** Something that is printed for people. */
    interface Table {
        void print() throws IOException;
    }

    /** Prints it in the form that is wanted. */
    void print(Console console, OutputFile.Content json, Table table) throws IOException {
        if (isTable()) {
            table.print();
            return;
        }
        PrintWriter out = writer(console);
        if (format == OutputFormat.JSON) {
            json.writeTo(out);
        } else {
            YamlText.write(json, out);
        }
        out.flush();
    }

    /**
     * Prints one of several documents for programs, which come one by one.
     *
     * @param json on one line
     */
    void printNext(Console console, OutputFile.Content json) throws IOException {
        PrintWriter out = writer(console);
        if (format == OutputFormat.YAML) {
            out.write("---\n");
            YamlText.write(json, out);
        } else {
            json.writeTo(out);
        }
        out.flush();
    }

    private static PrintWriter writer(Console console) {
        return new PrintWriter(console.out(), true, StandardCharsets.UTF_8);
    }
}
