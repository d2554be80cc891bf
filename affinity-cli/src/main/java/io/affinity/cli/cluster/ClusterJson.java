package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.affinity.cli.output.ReasonText;
import io.affinity.core.CycleReport;
import io.affinity.core.advice.RulePrice;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Overload;
import io.affinity.core.ledger.ForecasterAccuracy;
import io.affinity.core.ledger.LedgerSummary;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmNames;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.risk.RiskScore;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
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
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("at", at.toString());
            json.writeStringField("mode", mode);
            json.writeEndObject();
        }
        out.write('\n');
    }

    /**
     * Writes how the hosts stand, and whether a loop looks after them; does not close the writer.
     *
     * @param loop that did so last, or null if there was none yet
     * @param step of the loop
     */
    public static void write(ClusterView view, @Nullable LoopStatus loop, Duration step, Writer out)
            throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            cycle(view, "status", json);
            if (loop == null) {
                json.writeNullField("loop");
            } else {
                json.writeObjectFieldStart("loop");
                json.writeBooleanField("running", loop.isRunning(view.report().at(), step));
                json.writeStringField("mode", loop.mode());
                json.writeStringField("lastCycleAt", loop.lastCycle().toString());
                json.writeStringField("outcome", loop.outcome());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** Writes one object; does not close the writer. */
    public static void write(ClusterView view, String mode, Writer out) throws IOException {
        write(view, mode, null, out);
    }

    /**
     * Writes one object; does not close the writer.
     *
     * @param prices of rules, or null if nobody asked for them
     */
    public static void write(ClusterView view, String mode, @Nullable List<RulePrice> prices, Writer out)
            throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            cycle(view, mode, json);
            if (prices != null) {
                ResultJson.writePrices(prices, json);
            }
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void cycle(ClusterView view, String mode, JsonGenerator json) throws IOException {
        CycleReport report = view.report();
        json.writeStringField("at", report.at().toString());
        json.writeStringField("mode", mode);
        AlarmJson.write(report.alarms(), report.notes(), view.names(), json);
        hosts(view, json);
        vms(report.fleet(), view.names(), json);
        accuracy(report.accuracy(), json);
        if (report.outcome() != null) {
            OutcomeJson.write(report.outcome(), json);
        }
        Decision decision = report.decision();
        if (decision != null) {
            overload(decision.outlook(), json);
            Decision.Outlook outlook = decision.outlook();
            if (outlook != null && outlook.result() != null) {
                ResultJson.write(outlook.result(), json);
            }
            risks(decision, view.names(), json);
            plan(decision, view.names(), json);
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

    private static void vms(@Nullable Fleet fleet, VmNames names, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("vms");
        if (fleet != null) {
            for (Vm vm : fleet.vms()) {
                json.writeStartObject();
                VmJson.write(vm.id(), names, json);
                json.writeStringField("host", fleet.placement().hostOf(vm.id()).value());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void accuracy(@Nullable LedgerSummary accuracy, JsonGenerator json) throws IOException {
        if (accuracy != null) {
            json.writeObjectFieldStart("accuracy");
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

    private static void overload(Decision.@Nullable Outlook outlook, JsonGenerator json) throws IOException {
        Overload overload = outlook == null ? null : outlook.overload();
        if (overload != null) {
            json.writeObjectFieldStart("overload");
            json.writeStringField("resource", overload.resource().name());
            json.writeNumberField("aheadSeconds", overload.ahead().toSeconds());
            number("probability", overload.probability(), json);
            number("demandShare", overload.share(), json);
            json.writeEndObject();
        }
    }

    private static void risks(Decision decision, VmNames names, JsonGenerator json) throws IOException {
        Decision.Outlook outlook = decision.outlook();
        json.writeArrayFieldStart("risks");
        if (outlook != null) {
            for (RiskScore score : outlook.risk().above(0)) {
                json.writeStartObject();
                VmJson.write(score.vm(), names, json);
                json.writeStringField("host", score.host().value());
                number("score", score.score(), json);
                json.writeStringField("resource", score.worstResource().name());
                json.writeNumberField("aheadSeconds", score.ahead().toSeconds());
                number("shortfall", score.shortfall(), json);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void plan(Decision decision, VmNames names, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("migrations");
        for (PlannedMigration planned : decision.plan().migrations()) {
            json.writeStartObject();
            json.writeNumberField("number", planned.number());
            VmJson.write(planned.migration().vm(), names, json);
            json.writeStringField("source", planned.migration().source().value());
            json.writeStringField("target", planned.migration().target().value());
            number("startAfterSeconds", planned.startAfter().toMillis() / 1e3, json);
            number("elapsedSeconds", planned.estimate().elapsed().toMillis() / 1e3, json);
            number("downtimeSeconds", planned.estimate().downtime().toMillis() / 1e3, json);
            json.writeArrayFieldStart("dependsOn");
            for (int number : planned.dependsOn()) {
                json.writeNumber(number);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("reasons");
            for (Reason reason : planned.recommendation().reasons()) {
                json.writeString(ReasonText.of(reason));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void number(String name, double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
