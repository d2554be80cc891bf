// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.output.JsonText;
import io.affinity.cli.output.ReasonText;
import io.affinity.core.balancing.Decision;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** What is planned, what is under way, and what waits for a person. */
record PlanJson(Setting setting, Approvals approvals, InstantSource clock) {

    void write(Snapshot last, JsonGenerator json) throws IOException {
        ClusterView view = last.view();
        VmNames names = view == null ? VmNames.of(List.of()) : view.names();
        Decision decision = view == null ? null : view.report().decision();
        json.writeStringField("at", (view == null ? last.since() : view.report().at()).toString());
        json.writeStringField("mode", setting.mode());
        json.writeBooleanField("approvals", setting.approvals());
        json.writeArrayFieldStart("underWay");
        for (Migration migration : last.underWay()) {
            json.writeStartObject();
            MigrationFields.write(migration, names, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("migrations");
        for (PlannedMigration planned :
                decision == null ? List.<PlannedMigration>of() : decision.plan().migrations()) {
            json.writeStartObject();
            planned(planned, last, names, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("postponed");
        for (MigrationPlan.Postponed postponed : decision == null
                ? List.<MigrationPlan.Postponed>of()
                : decision.plan().postponed()) {
            json.writeStartObject();
            MigrationFields.write(
                    new Migration(
                            postponed.recommendation().vm(),
                            postponed.recommendation().source(),
                            postponed.recommendation().target()),
                    names,
                    json);
            json.writeStringField("reason", postponed.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void planned(PlannedMigration planned, Snapshot last, VmNames names, JsonGenerator json)
            throws IOException {
        json.writeNumberField("number", planned.number());
        MigrationFields.write(planned.migration(), names, json);
        json.writeStringField("state", state(planned.migration(), last));
        JsonText.number("startAfterSeconds", planned.startAfter().toMillis() / 1e3, json);
        JsonText.number("elapsedSeconds", planned.estimate().elapsed().toMillis() / 1e3, json);
        JsonText.number("downtimeSeconds", planned.estimate().downtime().toMillis() / 1e3, json);
        json.writeArrayFieldStart("dependsOn");
        for (int number : planned.dependsOn()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
        json.writeStringField("sentence", PlanSentence.of(planned.recommendation()));
        JsonText.texts(
                "reasons",
                planned.recommendation().reasons().stream().map(ReasonText::of).toList(),
                json);
    }

    private String state(Migration migration, Snapshot last) {
        if (last.underWay().contains(migration)) {
            return "under-way";
        }
        boolean isDone = last.ended().stream()
                .anyMatch(report -> report.planned().migration().equals(migration)
                        && !report.endedAt().isBefore(last.endedAt()));
        if (isDone) {
            return "ended";
        }
        if (!setting.mode().equals("automatic")) {
            return "recommended";
        }
        if (!setting.approvals()) {
            return "waiting";
        }
        return approvals.isApproved(migration, clock.instant()) ? "approved" : "waits-for-approval";
    }
}
