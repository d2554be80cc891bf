package io.affinity.cli.simulation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.affinity.cli.output.JsonText;
import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Figures;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * The figures as JSON, for programs. Units: kWh, seconds, minutes, hours; shares are fractions from 0 to 1. Holds nothing of
 * the machine or the time of the run, so equal inputs give equal bytes.
 */
public final class FiguresJson {

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private FiguresJson() {}

    /** Writes one object; does not close the writer. */
    public static void write(Scenario scenario, long seed, List<PolicyRun> runs, Writer out) throws IOException {
        try (JsonGenerator json = JsonText.generator(out)) {
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
        JsonText.number("energyKwh", figures.energyKwh(), json);
        json.writeNumberField("migrations", figures.migrations());
        json.writeNumberField("migrationsCompleted", figures.migrationsCompleted());
        JsonText.number("slav", figures.slav(), json);
        JsonText.number("slatah", figures.slatah(), json);
        JsonText.number("pdm", figures.pdm(), json);
        JsonText.number("esv", figures.esv(), json);
        JsonText.number("contendedShare", figures.contendedShare(), json);
        json.writeNumberField("pingPong", figures.pingPong());
        JsonText.number("downtimeSeconds", figures.downtimeSeconds(), json);
        JsonText.number("contentionMinutes", figures.contentionMinutes(), json);
        json.writeObjectFieldStart("contentionMinutesByPriority");
        for (Map.Entry<String, Double> entry :
                figures.contentionMinutesByPriority().entrySet()) {
            JsonText.number(entry.getKey(), entry.getValue(), json);
        }
        json.writeEndObject();
        JsonText.number("hostMinutesShort", figures.hostMinutesShort(), json);
        JsonText.number("demandedCoreHours", figures.demandedCoreHours(), json);
        JsonText.number("unservedCoreHours", figures.unservedCoreHours(), json);
        JsonText.number("unservedShare", figures.unservedShare(), json);
        JsonText.number("hostHoursActive", figures.hostHoursActive(), json);
        json.writeNumberField("mostVmsOnHost", figures.mostVmsOnHost());
        JsonText.texts("rulesWorsened", run.result().violatedRules(), json);
        json.writeEndObject();
    }
}
