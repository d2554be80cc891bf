// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.affinity.cli.explain.VmExplanation.Demanded;
import io.affinity.cli.explain.VmExplanation.Known;
import io.affinity.cli.output.Schema;
import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.OutsideDependence;
import io.affinity.spi.forecast.Forecast;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** An explanation as JSON, for programs: seconds, units of the resources, times in ISO 8601. A number that is not known is null. */
public final class ExplainJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private ExplainJson() {}

    /** Writes one object; does not close the writer. */
    public static void write(ExplainedVm explained, Writer out) throws IOException {
        VmExplanation it = explained.explanation();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            Schema.EXPLAIN.write(json);
            json.writeStringField("vm", it.vm().value());
            json.writeStringField("name", it.names().name(it.vm()));
            json.writeStringField("host", it.host().value());
            json.writeStringField("at", it.at().toString());
            json.writeArrayFieldStart("series");
            for (Demanded series : it.series()) {
                series(series, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("movesWith");
            for (Dependence each : it.together()) {
                together(it, each, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("outside");
            for (OutsideDependence each : it.outside()) {
                outside(it, each, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("events");
            for (Known each : it.known()) {
                event(each, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notes");
            for (String note : explained.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void series(Demanded series, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("resource", series.resource().name());
        json.writeStringField("unit", series.resource().unit());
        number("measured", series.measured(), json);
        json.writeStringField("basis", word(series.forecast().basis()));
        json.writeStringField("model", series.model());
        json.writeStringField("evidence", word(series.forecast().evidence()));
        json.writeArrayFieldStart("forecast");
        Forecast forecast = series.forecast().forecast();
        for (int step = 0; step < forecast.steps(); step++) {
            json.writeStartObject();
            number("aheadSeconds", forecast.step().multipliedBy(step + 1L).toMillis() / 1e3, json);
            number("mean", forecast.mean(step), json);
            json.writeObjectFieldStart("quantiles");
            for (int level = 0; level < forecast.levels().size(); level++) {
                number(String.valueOf(forecast.levels().get(level)), forecast.quantile(level, step), json);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void together(VmExplanation it, Dependence each, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("vm", it.other(each).value());
        json.writeStringField("name", it.names().name(it.other(each)));
        json.writeStringField("resource", each.resource().name());
        json.writeNumberField("lagSeconds", each.lag().toSeconds());
        number("correlation", each.correlation(), json);
        number("pValue", each.pValue(), json);
        json.writeEndObject();
    }

    private static void outside(VmExplanation it, OutsideDependence each, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("series", each.series());
        json.writeStringField("resource", each.resource().name());
        json.writeNumberField("lagSeconds", each.lag().toSeconds());
        number("correlation", each.correlation(), json);
        number("pValue", each.pValue(), json);
        json.writeBooleanField(
                "givenToModels",
                it.known().stream()
                        .anyMatch(known -> known.isActivity() && known.name().equals(each.series())));
        json.writeEndObject();
    }

    private static void event(Known each, JsonGenerator json) throws IOException {
        if (!each.isActivity()) {
            json.writeStartObject();
            json.writeStringField("kind", each.name());
            if (each.next().isNegative()) {
                json.writeNullField("nextSeconds");
            } else {
                json.writeNumberField("nextSeconds", each.next().toSeconds());
            }
            number("mostWithinADay", each.most(), json);
            json.writeEndObject();
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void number(String name, double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
