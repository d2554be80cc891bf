// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The figures for a machine; one that is not finite is null. */
final class GiftEvalJson {

    private GiftEvalJson() {}

    static void write(String model, List<MonthScore> months, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeArrayFieldStart("months");
            for (MonthScore month : months) {
                write(month, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(MonthScore month, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("month", month.month());
        JsonNumber.field(
                json, "relativeWql", GiftEvalText.relative(month.tasks(), TaskScore::wql, TaskScore::naiveWql));
        JsonNumber.field(
                json, "relativeMase", GiftEvalText.relative(month.tasks(), TaskScore::mase, TaskScore::naiveMase));
        json.writeArrayFieldStart("tasks");
        for (TaskScore task : month.tasks()) {
            json.writeStartObject();
            json.writeStringField("task", task.task().label());
            json.writeNumberField("windows", task.windows());
            json.writeNumberField("failed", task.failed());
            JsonNumber.field(json, "wql", task.wql());
            JsonNumber.field(json, "mase", task.mase());
            JsonNumber.field(json, "naiveWql", task.naiveWql());
            JsonNumber.field(json, "naiveMase", task.naiveMase());
            JsonNumber.field(json, "cpuMillis", task.millis());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
