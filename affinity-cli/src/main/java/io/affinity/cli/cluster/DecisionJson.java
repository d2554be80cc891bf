// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.output.ReasonText;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Overload;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.VmNames;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.risk.RiskScore;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided in a cycle, and on which outlook, as fields of an object. */
final class DecisionJson {

    private DecisionJson() {}

    static void write(Decision decision, VmNames names, JsonGenerator json) throws IOException {
        Decision.Outlook outlook = decision.outlook();
        overload(outlook, json);
        if (outlook != null && outlook.result() != null) {
            ResultJson.write(outlook.result(), json);
        }
        risks(decision, names, json);
        plan(decision, names, json);
    }

    private static void overload(Decision.@Nullable Outlook outlook, JsonGenerator json) throws IOException {
        Overload overload = outlook == null ? null : outlook.overload();
        if (overload != null) {
            json.writeObjectFieldStart("overload");
            json.writeStringField("resource", overload.resource().name());
            json.writeNumberField("aheadSeconds", overload.ahead().toSeconds());
            ClusterJson.number("probability", overload.probability(), json);
            ClusterJson.number("demandShare", overload.share(), json);
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
                ClusterJson.number("score", score.score(), json);
                json.writeStringField("resource", score.worstResource().name());
                json.writeNumberField("aheadSeconds", score.ahead().toSeconds());
                ClusterJson.number("shortfall", score.shortfall(), json);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void plan(Decision decision, VmNames names, JsonGenerator json) throws IOException {
        List<PlannedMigration> late = decision.plan().late();
        json.writeArrayFieldStart("migrations");
        for (PlannedMigration planned : decision.plan().migrations()) {
            json.writeStartObject();
            json.writeNumberField("number", planned.number());
            VmJson.write(planned.migration().vm(), names, json);
            json.writeStringField("source", planned.migration().source().value());
            json.writeStringField("target", planned.migration().target().value());
            ClusterJson.number("startAfterSeconds", planned.startAfter().toMillis() / 1e3, json);
            ClusterJson.number("elapsedSeconds", planned.estimate().elapsed().toMillis() / 1e3, json);
            ClusterJson.number("downtimeSeconds", planned.estimate().downtime().toMillis() / 1e3, json);
            json.writeArrayFieldStart("dependsOn");
            for (int number : planned.dependsOn()) {
                json.writeNumber(number);
            }
            json.writeEndArray();
            json.writeBooleanField("late", late.contains(planned));
            json.writeArrayFieldStart("reasons");
            for (Reason reason : planned.recommendation().reasons()) {
                json.writeString(ReasonText.of(reason));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("postponed");
        for (MigrationPlan.Postponed postponed : decision.plan().postponed()) {
            json.writeStartObject();
            VmJson.write(postponed.recommendation().vm(), names, json);
            json.writeStringField("source", postponed.recommendation().source().value());
            json.writeStringField("target", postponed.recommendation().target().value());
            json.writeStringField("reason", postponed.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
