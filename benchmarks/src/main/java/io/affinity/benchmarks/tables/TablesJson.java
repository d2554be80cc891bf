// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tables for a program: the figures of each as its own benchmark writes them, and what it printed. */
final class TablesJson {

    private TablesJson() {}

    static void write(TablesHeader header, List<TableResult> results, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("commit", header.commit());
            json.writeStringField("java", header.java());
            json.writeStringField("command", header.command());
            json.writeArrayFieldStart("tables");
            for (TableResult result : results) {
                write(result, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(TableResult result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", result.table().name());
        json.writeStringField("heading", result.table().heading());
        json.writeStringField("needs", result.table().needs());
        json.writeStringField("state", result.state().text());
        json.writeArrayFieldStart("runs");
        for (RunResult run : result.runs()) {
            write(run, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(RunResult run, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("command", run.run().command());
        json.writeStringField("failure", run.failure());
        json.writeStringField("printed", run.printed());
        json.writeFieldName("figures");
        if (run.figures().isBlank()) {
            json.writeNull();
        } else {
            json.writeRawValue(run.figures());
        }
        json.writeEndObject();
    }
}
