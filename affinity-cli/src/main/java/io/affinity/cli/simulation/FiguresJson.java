package io.affinity.cli.simulation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Figures;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/**
 * The figures as JSON, for programs. Units: kWh, seconds, minutes, hours; shares are fractions from 0 to 1. Holds nothing of
 * the machine or the time of the run, so equal inputs give equal bytes.
 */
public final class FiguresJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // The file may be a terminal, and traces have any names.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    /** More digits would differ between Java releases, whose elementary functions differ in the last bit. */
    private static final MathContext DIGITS = new MathContext(10);

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private FiguresJson() {}

    /** Writes one object; does not close the writer. */
    public static void write(Scenario scenario, long seed, List<PolicyRun> runs, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER));
            json.writeStartObject();
            json.writeStringField("scenario", scenario.title());
            json.writeNumberField("seed", seed);
            json.writeNumberField("hosts", scenario.fleet().hosts().size());
            json.writeNumberField("vms", scenario.fleet().vms().size());
            json.writeNumberField("steps", scenario.workload().steps());
            json.writeArrayFieldStart("policies");
            for (PolicyRun run : runs) {
                writeRun(run, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void writeRun(PolicyRun run, JsonGenerator json) throws IOException {
        Figures figures = run.result().figures();
        json.writeStartObject();
        json.writeStringField("policy", run.policy().id());
        write("energyKwh", figures.energyKwh(), json);
        json.writeNumberField("migrations", figures.migrations());
        json.writeNumberField("migrationsCompleted", figures.migrationsCompleted());
        write("slav", figures.slav(), json);
        write("slatah", figures.slatah(), json);
        write("pdm", figures.pdm(), json);
        write("esv", figures.esv(), json);
        write("contendedShare", figures.contendedShare(), json);
        json.writeNumberField("pingPong", figures.pingPong());
        write("downtimeSeconds", figures.downtimeSeconds(), json);
        write("contentionMinutes", figures.contentionMinutes(), json);
        json.writeObjectFieldStart("contentionMinutesByPriority");
        for (Map.Entry<String, Double> entry :
                figures.contentionMinutesByPriority().entrySet()) {
            write(entry.getKey(), entry.getValue(), json);
        }
        json.writeEndObject();
        write("hostMinutesShort", figures.hostMinutesShort(), json);
        write("demandedCoreHours", figures.demandedCoreHours(), json);
        write("unservedCoreHours", figures.unservedCoreHours(), json);
        write("unservedShare", figures.unservedShare(), json);
        write("hostHoursActive", figures.hostHoursActive(), json);
        json.writeNumberField("mostVmsOnHost", figures.mostVmsOnHost());
        json.writeArrayFieldStart("rulesWorsened");
        for (String rule : run.result().violatedRules()) {
            json.writeString(rule);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(String field, double value, JsonGenerator json) throws IOException {
        json.writeFieldName(field);
        if (Double.isFinite(value)) {
            BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
            json.writeNumber(rounded.scale() < 0 ? rounded.toPlainString() : rounded.toString());
        } else {
            json.writeNull();
        }
    }
}
