// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.fit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/** A fit as JSON; a number that is not finite is null. */
final class FittedSeriesJson {

    private static final double Z80 = 1.2815515655446004;
    private static final double Z95 = 1.959963984540054;

    private FittedSeriesJson() {}

    static void write(FittedSeries fitted, double cpuMillis, PrintStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("model", fitted.model());
            json.writeObjectFieldStart("params");
            for (Map.Entry<String, Double> parameter : fitted.parameters().entrySet()) {
                JsonNumber.field(json, parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
            JsonNumber.field(json, "sigma2", fitted.sigma2());
            JsonNumber.field(json, "loglik", fitted.loglik());
            JsonNumber.field(json, "aic", fitted.aic());
            JsonNumber.field(json, "aicc", fitted.aicc());
            JsonNumber.field(json, "bic", fitted.bic());
            numbers(json, "mean", fitted.mean());
            numbers(json, "lower80", fitted.bounds(-Z80));
            numbers(json, "upper80", fitted.bounds(Z80));
            numbers(json, "lower95", fitted.bounds(-Z95));
            numbers(json, "upper95", fitted.bounds(Z95));
            numbers(json, "residuals", fitted.residuals());
            json.writeNumberField("cpuMillis", cpuMillis);
            json.writeEndObject();
        }
        out.println();
    }

    private static void numbers(JsonGenerator json, String name, double[] values) throws IOException {
        json.writeArrayFieldStart(name);
        for (double value : values) {
            JsonNumber.write(json, value);
        }
        json.writeEndArray();
    }
}
