package io.affinity.benchmarks.fit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
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
                number(json, parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
            number(json, "sigma2", fitted.sigma2());
            number(json, "loglik", fitted.loglik());
            number(json, "aic", fitted.aic());
            number(json, "aicc", fitted.aicc());
            number(json, "bic", fitted.bic());
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
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
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
