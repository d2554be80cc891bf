// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Results as JSON. */
final class ChaosJson {

    private ChaosJson() {}

    static void write(Path file, ChaosRun run) throws IOException {
        write(file, json -> {
            json.writeNumberField("seeds", run.seeds());
            json.writeNumberField("seconds", run.seconds());
            json.writeNumberField("controllers", run.controllers());
            json.writeNumberField("migrations", run.starts());
            json.writeArrayFieldStart("violated");
            for (Episode.Result result : run.violated()) {
                json.writeStartObject();
                json.writeNumberField("seed", result.seed());
                violations(json, result.violations());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static void write(Path file, Growth growth, Episode.Result result) throws IOException {
        write(file, json -> {
            json.writeNumberField("migrations", result.starts());
            JsonNumber.field(json, "heapSlopeAMonth", growth.heapSlope());
            JsonNumber.field(json, "diskSlopeAMonth", growth.diskSlope());
            JsonNumber.field(json, "mostDiskBytes", growth.mostDisk());
            violations(json, result.violations());
        });
    }

    private static void violations(JsonGenerator json, List<String> violations) throws IOException {
        json.writeArrayFieldStart("violations");
        for (String violation : violations) {
            json.writeString(violation);
        }
        json.writeEndArray();
    }

    /** Fields of one object. */
    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static void write(Path file, Content content) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        }
    }
}
