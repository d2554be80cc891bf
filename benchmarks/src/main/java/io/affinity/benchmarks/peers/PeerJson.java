package io.affinity.benchmarks.peers;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
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
                number(json, "least", pair.least());
                number(json, "median", pair.median());
                number(json, "greatest", pair.greatest());
                number(json, "cpuRatio", pair.cpuRatio());
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
            number(json, "smape", scores.smape());
            number(json, "mase", scores.mase());
            number(json, "owa", row.owa());
            number(json, "msis", scores.msis());
            number(json, "pinball50", scores.pinball50());
            number(json, "pinball90", scores.pinball90());
            number(json, "coverage80", scores.coverage80());
            number(json, "coverage95", scores.coverage95());
            number(json, "cpuMillisMean", row.cpuMean());
            number(json, "cpuMillisMedian", row.cpuMedian());
            number(json, "cpuMillis95", row.cpu95());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
