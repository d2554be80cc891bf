// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The data of the page as one JSON object that may stand inside a script element. */
final class ReportJson {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .characterEscapes(new ScriptSafeEscapes())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    private static final int FIGURE_DIGITS = 6;

    private ReportJson() {}

    static void write(SimulationReport report, Writer out) throws IOException {
        List<PolicyResults> policies = report.policies();
        FigureTable table = FigureTable.of(policies);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("title", report.title());
            json.writeStringField("version", report.generatorVersion());
            // a seed uses all 64 bits, a number in a browser has 53
            json.writeStringField("seed", Long.toString(report.seed()));
            writeSetup(report.setup(), json);
            writePolicies(policies, Comparison.of(policies, table), json);
            writeFigures(table, json);
            writeContention(policies, json);
            HeatMapJson.write(policies, json);
            MigrationJson.write(policies, json);
            ForecastJson.write(report.forecasts(), json);
            PictureJson.write(report.picture(), json);
            writeWorst(policies, json);
            writeTexts("together", report.together(), json);
            writeTexts("notes", report.notes(), json);
            json.writeEndObject();
        }
    }

    private static void writeSetup(List<SetupLine> setup, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("setup");
        for (SetupLine line : setup) {
            json.writeStartArray();
            json.writeString(line.label());
            json.writeString(line.value());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writePolicies(List<PolicyResults> policies, Comparison comparison, JsonGenerator json)
            throws IOException {
        json.writeNumberField("before", comparison.before());
        json.writeNumberField("after", comparison.after());
        json.writeArrayFieldStart("policies");
        for (PolicyResults policy : policies) {
            json.writeStartObject();
            json.writeStringField("name", policy.name());
            json.writeStringField("description", policy.description());
            json.writeStringField("role", policy.role().name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeFigures(FigureTable table, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("figures");
        for (FigureTable.Row row : table.rows()) {
            json.writeStartObject();
            json.writeStringField("label", row.figure().label());
            json.writeStringField("unit", row.figure().unit());
            json.writeStringField("goal", row.figure().goal().name());
            json.writeArrayFieldStart("values");
            for (double value : row.values()) {
                writeNumber(value, FIGURE_DIGITS, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("best");
            for (int policy : row.best()) {
                json.writeNumber(policy);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeContention(List<PolicyResults> policies, JsonGenerator json) throws IOException {
        Set<String> priorities = new LinkedHashSet<>();
        policies.forEach(
                policy -> priorities.addAll(policy.contentionMinutesByPriority().keySet()));
        json.writeObjectFieldStart("contention");
        writeTexts("priorities", priorities, json);
        json.writeArrayFieldStart("minutes");
        for (PolicyResults policy : policies) {
            json.writeStartArray();
            for (String priority : priorities) {
                Double minutes = policy.contentionMinutesByPriority().get(priority);
                writeNumber(minutes == null ? Double.NaN : minutes, FIGURE_DIGITS, json);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** By policy: the VMs that stood on short hosts for longest. */
    private static void writeWorst(List<PolicyResults> policies, JsonGenerator json) throws IOException {
        Set<String> shown = WorstVms.of(policies);
        writeTexts("worstVms", shown, json);
        json.writeArrayFieldStart("worstMinutes");
        for (PolicyResults policy : policies) {
            json.writeStartArray();
            for (String vm : shown) {
                writeNumber(policy.shortMinutesByVm().getOrDefault(vm, 0.0), FIGURE_DIGITS, json);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    static void writeTexts(String field, Iterable<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** NaN becomes null: JSON has no other word for a missing number. */
    static void writeNumber(double value, int digits, JsonGenerator json) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeNumber(Rounded.json(value, digits));
        }
    }
}
