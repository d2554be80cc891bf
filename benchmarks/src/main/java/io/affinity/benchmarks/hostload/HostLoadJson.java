// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The figures for a machine; one that is not finite is null. */
final class HostLoadJson {

    private HostLoadJson() {}

    static void write(int scenarios, List<HostLoadResult> results, Path file) throws IOException {
        LoadScores nominal = new LoadScores(scenarios);
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("scenarios", scenarios);
            JsonNumber.field(json, "nominalInside", nominal.nominalInside());
            JsonNumber.field(json, "nominalAbove", nominal.nominalTail());
            json.writeArrayFieldStart("traces");
            for (HostLoadResult result : results) {
                write(result, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(HostLoadResult result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("trace", result.name());
        json.writeStringField("resource", result.resource());
        json.writeNumberField("vms", result.vms());
        json.writeNumberField("hosts", result.hosts());
        json.writeArrayFieldStart("leads");
        for (LoadsAtLead lead : result.leads()) {
            json.writeStartObject();
            json.writeNumberField("lead", lead.lead());
            for (Ranks ranks : Ranks.values()) {
                json.writeObjectFieldStart(ranks.id());
                write(lead.of(ranks), json);
                json.writeEndObject();
            }
            json.writeObjectFieldStart("rules");
            for (LoadRule rule : LoadRule.values()) {
                json.writeObjectFieldStart(rule.id());
                write(lead.of(rule), json);
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(QuantileScores scores, JsonGenerator json) throws IOException {
        json.writeNumberField("outcomes", scores.outcomes());
        JsonNumber.field(json, "contended", scores.contended());
        JsonNumber.field(json, "within80", scores.within80());
        JsonNumber.field(json, "above80", scores.above80());
        JsonNumber.field(json, "below80", scores.below80());
        JsonNumber.field(json, "within95", scores.within95());
        JsonNumber.field(json, "above95", scores.above95());
        JsonNumber.field(json, "below95", scores.below95());
        JsonNumber.field(json, "brier", scores.brier());
        JsonNumber.field(json, "pinball", scores.pinball());
    }

    private static void write(LoadScores scores, JsonGenerator json) throws IOException {
        json.writeNumberField("outcomes", scores.outcomes());
        JsonNumber.field(json, "meanRatio", scores.meanRatio());
        JsonNumber.field(json, "inside", scores.inside());
        JsonNumber.field(json, "above", scores.above());
        JsonNumber.field(json, "below", scores.below());
        JsonNumber.field(json, "meanRank", scores.meanRank());
        JsonNumber.field(json, "errorVariance", scores.errorVariance());
        JsonNumber.field(json, "crps", scores.crps());
    }
}
