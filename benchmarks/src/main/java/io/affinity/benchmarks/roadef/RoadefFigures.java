package io.affinity.benchmarks.roadef;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What came of one instance. */
record RoadefFigures(String instance, int machines, int processes, long before, long after) {

    List<String> lines() {
        return List.of(
                "| instance | machines | processes | cost before | cost after |",
                "|---|---|---|---|---|",
                "| " + instance + " | " + machines + " | " + processes + " | " + before + " | " + after + " |");
    }

    void writeJson(Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("instance", instance);
            json.writeNumberField("machines", machines);
            json.writeNumberField("processes", processes);
            json.writeNumberField("before", before);
            json.writeNumberField("after", after);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
