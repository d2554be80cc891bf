// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import io.affinity.benchmarks.scores.ForecastScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The figures for a machine; one that is not finite is null. */
final class PeerJson {

    private PeerJson() {}

    static void write(List<PeerRow> all, List<PeerRow> common, List<Likelihoods> pairs, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            rows(json, "all", all);
            rows(json, "common", common);
            json.writeArrayFieldStart("likelihoods");
            for (Likelihoods pair : pairs) {
                json.writeStartObject();
                json.writeStringField("first", pair.first());
                json.writeStringField("second", pair.second());
                json.writeNumberField("series", pair.series());
                json.writeNumberField("equalOrBetter", pair.equalOrBetter());
                JsonNumber.field(json, "least", pair.least());
                JsonNumber.field(json, "median", pair.median());
                JsonNumber.field(json, "greatest", pair.greatest());
                JsonNumber.field(json, "cpuRatio", pair.cpuRatio());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void rows(JsonGenerator json, String name, List<PeerRow> rows) throws IOException {
        json.writeArrayFieldStart(name);
        for (PeerRow row : rows) {
            ForecastScores scores = row.scores();
            json.writeStartObject();
            json.writeStringField("method", row.method());
            json.writeNumberField("series", row.series());
            json.writeNumberField("failed", row.failed());
            JsonNumber.field(json, "smape", scores.smape());
            JsonNumber.field(json, "mase", scores.mase());
            JsonNumber.field(json, "owa", row.owa());
            JsonNumber.field(json, "msis", scores.msis());
            JsonNumber.field(json, "pinball50", scores.pinball50());
            JsonNumber.field(json, "pinball90", scores.pinball90());
            JsonNumber.field(json, "coverage80", scores.coverage80());
            JsonNumber.field(json, "coverage95", scores.coverage95());
            JsonNumber.field(json, "cpuMillisMean", row.cpuMean());
            JsonNumber.field(json, "cpuMillisMedian", row.cpuMedian());
            JsonNumber.field(json, "cpuMillis95", row.cpu95());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
