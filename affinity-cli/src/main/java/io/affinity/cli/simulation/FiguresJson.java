// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.affinity.cli.output.JsonText;
import io.affinity.cli.output.Schema;
import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Figures;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
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
    public static void write(
            Scenario scenario,
            long seed,
            List<PolicyRun> runs,
            List<Answer> answers,
            MovesTogether together,
            Writer out)
            throws IOException {
        try (JsonGenerator json = JsonText.generator(out)) {
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER));
            json.writeStartObject();
            Schema.SIMULATE.write(json);
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
            peaks(ClusterDemand.of(scenario), json);
            if (!answers.isEmpty()) {
                write(answers, json);
            }
            if (!together.isEmpty()) {
                write(together, json);
            }
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void peaks(ClusterDemand demand, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("demandPeaks");
        for (ClusterDemand.Peak peak : demand.peaks()) {
            json.writeStartObject();
            json.writeStringField("resource", peak.resource().name());
            JsonText.number("demand", peak.demand(), json);
            JsonText.number("capacity", peak.capacity(), json);
            json.writeStringField("at", peak.at().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(List<Answer> answers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("whatIf");
        for (Answer answer : answers) {
            json.writeStartObject();
            json.writeStringField("change", answer.question().text());
            json.writeNumberField("hosts", answer.changed().fleet().hosts().size());
            json.writeArrayFieldStart("policies");
            for (PolicyRun run : answer.runs()) {
                writeRun(run, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(MovesTogether together, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("movesTogether");
        json.writeArrayFieldStart("groups");
        for (MovesTogether.Group group : together.groups()) {
            json.writeStartObject();
            moving(group.vms(), group.resource(), group.lag(), group.correlation(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("morePairs", together.morePairs());
        json.writeArrayFieldStart("outside");
        for (MovesTogether.Followers followers : together.followers()) {
            json.writeStartObject();
            json.writeStringField("series", followers.series());
            moving(followers.vms(), followers.resource(), followers.lag(), followers.correlation(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("moreOutside", together.moreFollowers());
        json.writeEndObject();
    }

    private static void moving(
            List<VmId> vms, Resource resource, Duration lag, MovesTogether.Range correlation, JsonGenerator json)
            throws IOException {
        JsonText.texts("vms", vms.stream().map(VmId::value).toList(), json);
        json.writeStringField("resource", resource.name());
        json.writeNumberField("lagSeconds", lag.toSeconds());
        JsonText.number("weakestCorrelation", correlation.weakest(), json);
        JsonText.number("strongestCorrelation", correlation.strongest(), json);
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
