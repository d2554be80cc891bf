// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Tallies for a person, and as JSON. */
final class MutantsReport {

    private MutantsReport() {}

    static void printHead(PrintStream out) {
        out.println("| reader | inputs | accepted | refused | violations | slowest, ms |");
        out.println("|---|---:|---:|---:|---:|---:|");
    }

    /** Prints a row, and how each violation can be seen again. */
    static void print(Tally tally, MutantsOptions options, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %.0f |%n",
                tally.subject(),
                tally.accepted() + tally.refused() + tally.violated(),
                tally.accepted(),
                tally.refused(),
                tally.violated(),
                tally.slowestMillis());
        for (Tally.Violation violation : tally.violations()) {
            out.printf(
                    Locale.ROOT,
                    "VIOLATION of %s: bench mutants --seed %d --only %s --from %d --inputs 1%n",
                    tally.subject(),
                    options.seed,
                    tally.subject(),
                    violation.number());
            out.println(Base64.getEncoder().encodeToString(violation.input()));
            violation.what().printStackTrace(out);
        }
        out.flush();
    }

    static void write(List<Tally> tallies, MutantsOptions options, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("seed", options.seed);
            json.writeArrayFieldStart("readers");
            for (Tally tally : tallies) {
                json.writeStartObject();
                json.writeStringField("reader", tally.subject());
                json.writeNumberField("accepted", tally.accepted());
                json.writeNumberField("refused", tally.refused());
                json.writeNumberField("violations", tally.violated());
                JsonNumber.field(json, "slowestMillis", tally.slowestMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
