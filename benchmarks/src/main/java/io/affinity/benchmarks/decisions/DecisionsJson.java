// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The figures for a program. Shares are fractions; a value of prediction that nobody can tell is null. */
final class DecisionsJson {

    private DecisionsJson() {}

    static void write(List<ComparedWorld> all, long seed, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("seed", seed);
            json.writeArrayFieldStart("traces");
            for (ComparedWorld compared : all) {
                write(compared, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(ComparedWorld compared, JsonGenerator json) throws IOException {
        Scenario scenario = compared.world().scenario();
        json.writeStartObject();
        json.writeStringField("trace", compared.world().name());
        json.writeStringField("scenario", scenario.title());
        json.writeNumberField("hosts", scenario.fleet().hosts().size());
        json.writeNumberField("vms", scenario.fleet().vms().size());
        json.writeNumberField("steps", scenario.workload().steps());
        json.writeNumberField("historySteps", scenario.workload().historySteps());
        json.writeArrayFieldStart("policies");
        for (PolicyOutcome outcome : compared.outcomes()) {
            write(outcome, compared.outcomes(), json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(PolicyOutcome outcome, List<PolicyOutcome> all, JsonGenerator json) throws IOException {
        Figures figures = outcome.figures();
        json.writeStartObject();
        json.writeStringField("policy", outcome.policy());
        JsonNumber.field(json, "contentionMinutes", figures.contentionMinutes());
        json.writeObjectFieldStart("contentionMinutesByPriority");
        for (Map.Entry<String, Double> entry :
                figures.contentionMinutesByPriority().entrySet()) {
            JsonNumber.field(json, entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        JsonNumber.field(json, "unservedCoreHours", figures.unservedCoreHours());
        JsonNumber.field(json, "demandedCoreHours", figures.demandedCoreHours());
        JsonNumber.field(json, "unservedShare", figures.unservedShare());
        JsonNumber.field(json, "hostMinutesShort", figures.hostMinutesShort());
        json.writeNumberField("migrations", figures.migrations());
        json.writeNumberField("pingPong", figures.pingPong());
        JsonNumber.field(json, "energyKwh", figures.energyKwh());
        JsonNumber.field(json, "slav", figures.slav());
        JsonNumber.field(json, "slatah", figures.slatah());
        JsonNumber.field(json, "pdm", figures.pdm());
        JsonNumber.field(json, "cpuSeconds", outcome.cpuSeconds());
        json.writeNumberField("mostVmsOnHost", figures.mostVmsOnHost());
        JsonNumber.field(json, "valueOfPrediction", outcome.valueOfPrediction(all));
        json.writeArrayFieldStart("rulesWorsened");
        for (String rule : outcome.worsenedRules()) {
            json.writeString(rule);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
