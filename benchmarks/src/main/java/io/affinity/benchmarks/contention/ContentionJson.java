// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The scores for a program; one that is not finite is null. */
final class ContentionJson {

    private ContentionJson() {}

    static void write(List<ScoredTrace> traces, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeArrayFieldStart("traces");
            for (ScoredTrace trace : traces) {
                write(trace, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(ScoredTrace trace, JsonGenerator json) throws IOException {
        ContentionScores scores = trace.scores();
        json.writeStartObject();
        json.writeStringField("trace", trace.name());
        json.writeNumberField("predictions", scores.predictions());
        JsonNumber.field(json, "baseRate", scores.baseRate());
        json.writeObjectFieldStart("brier");
        for (Predictor predictor : Predictor.values()) {
            JsonNumber.field(json, predictor.id(), scores.brier(predictor));
        }
        json.writeEndObject();
        writeReliability(scores, json);
        json.writeObjectFieldStart("coverage");
        JsonNumber.field(json, "80", scores.coverage80());
        JsonNumber.field(json, "95", scores.coverage95());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeReliability(ContentionScores scores, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("reliability");
        for (int bin = 0; bin < ContentionScores.BINS; bin++) {
            if (scores.predicted(bin) > 0) {
                json.writeStartObject();
                JsonNumber.field(json, "predicted", scores.meanProbability(bin));
                JsonNumber.field(json, "happened", scores.frequency(bin));
                json.writeNumberField("count", scores.predicted(bin));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }
}
