// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The figures for a machine; one that is not finite is null. */
final class RollingJson {

    private RollingJson() {}

    static void write(RollingReport report, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeArrayFieldStart("models");
            for (RollingRow row : report.rows()) {
                write(row, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("skills");
            for (SkillRow skill : report.skills()) {
                write(skill, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("series");
            for (List<SeriesLosses> model : report.results()) {
                for (SeriesLosses result : model) {
                    write(result, json);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(RollingRow row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", row.model());
        json.writeNumberField("horizon", row.horizon());
        json.writeNumberField("series", row.series());
        json.writeNumberField("failed", row.failed());
        JsonNumber.field(json, "loss", row.loss());
        JsonNumber.field(json, "pinball50", row.pinball50());
        JsonNumber.field(json, "pinball90", row.pinball90());
        JsonNumber.field(json, "coverage80", row.coverage80());
        JsonNumber.field(json, "coverage95", row.coverage95());
        JsonNumber.field(json, "fitCpuMillis", row.fitMillis());
        JsonNumber.field(json, "originCpuMicros", row.loopMicros());
        json.writeEndObject();
    }

    private static void write(SkillRow skill, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", skill.model());
        json.writeStringField("reference", skill.reference());
        json.writeNumberField("horizon", skill.horizon());
        json.writeNumberField("series", skill.series());
        json.writeNumberField("undefined", skill.undefined());
        JsonNumber.field(json, "mean", skill.mean());
        JsonNumber.field(json, "median", skill.median());
        JsonNumber.field(json, "total", skill.total());
        json.writeNumberField("referenceWins", skill.referenceWins());
        json.writeNumberField("pickedThere", skill.pickedThere());
        json.writeEndObject();
    }

    private static void write(SeriesLosses result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", result.series().id());
        json.writeStringField("model", result.model());
        json.writeStringField("description", result.description());
        JsonNumber.field(json, "scale", result.scale());
        JsonNumber.field(json, "fitCpuMillis", result.fitMillis());
        JsonNumber.field(json, "loopCpuMillis", result.loopMillis());
        for (HorizonLosses losses : result.losses()) {
            json.writeObjectFieldStart("horizon" + losses.horizon());
            json.writeNumberField("values", losses.values());
            JsonNumber.field(json, "loss", losses.loss());
            JsonNumber.field(json, "pinball50", losses.pinball50());
            JsonNumber.field(json, "pinball90", losses.pinball90());
            JsonNumber.field(json, "coverage80", losses.coverage80());
            JsonNumber.field(json, "coverage95", losses.coverage95());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
