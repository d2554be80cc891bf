// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.cloudsim;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.decisions.PublishedRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A comparison for a program to read. Percentages are those of the text; differences are shares. */
final class ComparisonJson {

    private ComparisonJson() {}

    static void write(PublishedRules policy, List<ComparedDay> days, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("reference", "CloudSim 3.0.3, " + policy.title());
            json.writeBooleanField("agrees", days.stream().allMatch(ComparedDay::agrees));
            json.writeArrayFieldStart("days");
            for (ComparedDay day : days) {
                write(day, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(ComparedDay day, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("day", day.reference().day());
        json.writeNumberField("vms", day.reference().vms());
        json.writeArrayFieldStart("figures");
        for (Compared figure : day.figures()) {
            json.writeStartObject();
            json.writeStringField("name", figure.name());
            json.writeStringField("unit", figure.unit());
            json.writeNumberField("affinity", figure.actual());
            json.writeNumberField("cloudsim", figure.reference());
            json.writeNumberField("difference", figure.difference());
            json.writeBooleanField("agrees", figure.agrees());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
