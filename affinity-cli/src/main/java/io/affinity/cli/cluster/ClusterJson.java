// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.affinity.cli.output.AccuracyText;
import io.affinity.cli.output.JsonText;
import io.affinity.cli.output.JsonTree;
import io.affinity.cli.output.Schema;
import io.affinity.core.CycleReport;
import io.affinity.core.advice.RulePrice;
import io.affinity.core.balancing.Decision;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.ledger.ForecasterAccuracy;
import io.affinity.core.ledger.LedgerSummary;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.model.HostId;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cycle as JSON, for programs: seconds, shares from 0 to 1, times in ISO 8601. A number that is not known is null.
 */
public final class ClusterJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // It goes to terminals as well, and names may hold characters that these obey.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private ClusterJson() {}

    /** Writes what is known of a loop before its first cycle; does not close the writer. */
    public static void write(Instant at, String mode, Writer out) throws IOException {
        document(Schema.CYCLE, out, json -> {
            json.writeStringField("at", at.toString());
            json.writeStringField("mode", mode);
        });
    }

    /** Writes a cycle as a loop leaves it; does not close the writer. */
    public static void write(ClusterView view, String mode, Writer out) throws IOException {
        document(Schema.CYCLE, out, json -> loopCycle(view, mode, json));
    }

    /** Writes the same on one line, so that cycle after cycle can be read as it comes; does not close the writer. */
    public static void writeLine(ClusterView view, String mode, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            object(Schema.CYCLE, json, fields -> loopCycle(view, mode, fields));
        }
        out.write('\n');
    }

    private static void loopCycle(ClusterView view, String mode, JsonGenerator json) throws IOException {
        cycle(view, mode, json);
        json.writeArrayFieldStart("ended");
        for (MigrationReport report : view.report().ended()) {
            json.writeStartObject();
            json.writeStringField("migration", report.id());
            VmJson.write(report.planned().migration().vm(), view.names(), json);
            json.writeStringField(
                    "source", report.planned().migration().source().value());
            json.writeStringField(
                    "target", report.planned().migration().target().value());
            json.writeStringField("endedAt", report.endedAt().toString());
            json.writeStringField("outcome", report.ending());
            json.writeStringField("text", ClusterText.migrated(report, view.names()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes what would be done; does not close the writer. */
    public static void writePlan(ClusterView view, Writer out) throws IOException {
        writePlan(view, null, out);
    }

    /**
     * Writes what would be done; does not close the writer.
     *
     * @param prices of rules, or null if nobody asked for them
     */
    public static void writePlan(ClusterView view, @Nullable List<RulePrice> prices, Writer out) throws IOException {
        document(Schema.PLAN, out, json -> {
            cycle(view, "plan", json);
            if (prices != null) {
                ResultJson.writePrices(prices, json);
            }
        });
    }

    /**
     * Writes how the hosts stand, and whether a loop looks after them; does not close the writer.
     *
     * @param draining the hosts that are to be emptied
     */
    public static void writeStatus(ClusterView view, LoopState loop, Collection<HostId> draining, Writer out)
            throws IOException {
        document(Schema.STATUS, out, json -> {
            cycle(view, "status", json);
            loop(loop, json);
            json.writeArrayFieldStart("underWay");
            for (JournalEntry entry : loop.underWay()) {
                json.writeStartObject();
                json.writeStringField("migration", entry.migrationId());
                VmJson.write(entry.migration().vm(), view.names(), json);
                json.writeStringField("source", entry.migration().source().value());
                json.writeStringField("target", entry.migration().target().value());
                json.writeStringField("since", entry.at().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            JsonText.texts("toBeEmptied", draining.stream().map(HostId::value).toList(), json);
        });
    }

    private static void loop(LoopState loop, JsonGenerator json) throws IOException {
        LoopStatus last = loop.last();
        json.writeObjectFieldStart("loop");
        json.writeBooleanField("running", loop.isRunning());
        json.writeStringField("mode", last == null ? null : last.mode());
        json.writeStringField(
                "lastCycleAt", last == null ? null : last.lastCycle().toString());
        json.writeStringField("outcome", last == null ? "" : last.outcome());
        json.writeFieldName("accuracy");
        JsonTree.write(last == null ? null : last.accuracy(), json);
        json.writeEndObject();
    }

    /** The fields of a document. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static void document(Schema schema, Writer out, Fields fields) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            object(schema, json, fields);
        }
        out.write('\n');
    }

    private static void object(Schema schema, JsonGenerator json, Fields fields) throws IOException {
        json.writeStartObject();
        schema.write(json);
        fields.write(json);
        json.writeEndObject();
    }

    private static void cycle(ClusterView view, String mode, JsonGenerator json) throws IOException {
        CycleReport report = view.report();
        json.writeStringField("at", report.at().toString());
        json.writeStringField("mode", mode);
        AlarmJson.write(report.alarms(), report.notes(), view.names(), json);
        hosts(view, json);
        vms(view, json);
        accuracy(report.accuracy(), json);
        if (report.outcome() != null) {
            OutcomeJson.write(report.outcome(), json);
        }
        Decision decision = report.decision();
        if (decision != null) {
            DecisionJson.write(decision, view.names(), json);
        }
    }

    private static void hosts(ClusterView view, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("hosts");
        for (ClusterView.HostRow row : view.hosts()) {
            json.writeStartObject();
            json.writeStringField("host", row.name());
            json.writeStringField("state", row.state().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("vms", row.vms());
            json.writeObjectFieldStart("utilization");
            for (ClusterView.Load load : row.loads()) {
                number(load.resource().name(), load.measured() ? load.utilization() : Double.NaN, json);
            }
            json.writeEndObject();
            ClusterView.Peak peak = row.peak();
            if (peak != null) {
                json.writeObjectFieldStart("contention");
                json.writeStringField("resource", peak.resource().name());
                json.writeNumberField("aheadSeconds", peak.ahead().toSeconds());
                number("probability", peak.probability(), json);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void vms(ClusterView view, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("vms");
        for (ClusterView.VmRow vm : view.vms()) {
            json.writeStartObject();
            VmJson.write(vm.id(), view.names(), json);
            json.writeStringField("host", vm.host());
            json.writeObjectFieldStart("demand");
            for (ClusterView.VmDemand demand : vm.demand()) {
                number(demand.resource().name(), demand.amount(), json);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void accuracy(@Nullable LedgerSummary accuracy, JsonGenerator json) throws IOException {
        if (accuracy != null) {
            json.writeObjectFieldStart("accuracy");
            json.writeStringField("sentence", AccuracyText.of(accuracy));
            number("brier", accuracy.brier(), json);
            number("persistenceBrier", accuracy.persistenceBrier(), json);
            json.writeNumberField("seriesForecastByAReference", accuracy.demoted());
            json.writeArrayFieldStart("forecasters");
            for (ForecasterAccuracy forecaster : accuracy.forecasters()) {
                json.writeStartObject();
                json.writeStringField("name", forecaster.forecaster());
                json.writeNumberField("series", forecaster.series());
                number("pinball", forecaster.pinball(), json);
                number("skillOverPersistence", forecaster.skillOverPersistence(), json);
                number("pooledSkill", forecaster.pooledSkill(), json);
                number("coverage80", forecaster.coverage80(), json);
                number("coverage95", forecaster.coverage95(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    static void number(String name, double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
