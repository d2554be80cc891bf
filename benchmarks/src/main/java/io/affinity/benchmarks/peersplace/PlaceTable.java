// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What all solvers found, as Markdown and as JSON. */
record PlaceTable(PlaceTask task, SolveTime time, List<PlaceRow> rows) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| problem | solver | " + task.unit() + " | breaks | seconds | CPU seconds |");
        lines.add("|---|---|---|---|---|---|");
        for (PlaceRow row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %s | %.1f | %.1f |",
                    task.name(),
                    row.solver(),
                    row.verdict().cost(),
                    row.verdict().isLegal() ? "-" : row.verdict().broken(),
                    row.seconds(),
                    row.cpuSeconds()));
        }
        return lines;
    }

    void writeJson(Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("problem", task.name());
            json.writeStringField("unit", task.unit());
            JsonNumber.field(json, "seconds", time.seconds());
            json.writeNumberField("threads", time.threads());
            json.writeNumberField("seed", time.seed());
            json.writeArrayFieldStart("solvers");
            for (PlaceRow row : rows) {
                write(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, PlaceRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("solver", row.solver());
        json.writeNumberField("cost", row.verdict().cost());
        json.writeStringField("breaks", row.verdict().broken());
        JsonNumber.field(json, "seconds", row.seconds());
        JsonNumber.field(json, "cpuSeconds", row.cpuSeconds());
        json.writeEndObject();
    }
}
