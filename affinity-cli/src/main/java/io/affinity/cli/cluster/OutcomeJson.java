// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.output.OutcomeText;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.core.outcome.Interval;
import io.affinity.core.outcome.TrackTotals;
import java.io.IOException;
import java.util.Locale;

/** What decisions were worth, as JSON: VM minutes, hours of hosts, ordinary migrations. */
final class OutcomeJson {

    private OutcomeJson() {}

    /** Writes the field {@code outcome}, if there is anything in it. */
    static void write(DecisionSummary outcome, JsonGenerator json) throws IOException {
        if (outcome.recent().span().isZero()) {
            return;
        }
        json.writeObjectFieldStart("outcome");
        json.writeStringField("sentence", OutcomeText.of(outcome));
        json.writeStringField("since", outcome.since().toString());
        json.writeNumberField("accountedSeconds", outcome.accounted().toSeconds());
        json.writeNumberField("missedSeconds", outcome.missed().toSeconds());
        json.writeStringField("decides", outcome.standing().rule().name().toLowerCase(Locale.ROOT));
        json.writeStringField("decidesSince", outcome.standing().since().toString());
        write("actual", outcome.actual(), json);
        write("stay", outcome.stay(), json);
        write("reactive", outcome.reactive(), json);
        DecisionSummary.Recent recent = outcome.recent();
        json.writeObjectFieldStart("recent");
        json.writeNumberField("seconds", recent.span().toSeconds());
        json.writeNumberField("migrations", recent.migrations());
        write("avoidedByMigratingMinutes", recent.avoidedByMigrating(), json);
        write("avoidedByForecastsMinutes", recent.avoidedByForecasts(), json);
        write("gainByMigrating", recent.gainByMigrating(), json);
        write("gainByForecasts", recent.gainByForecasts(), json);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(String name, TrackTotals totals, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("contentionMinutes", totals.contentionMinutes());
        json.writeNumberField("hostHoursActive", totals.activeHostHours());
        json.writeNumberField("migrations", totals.migrations());
        json.writeNumberField("migrationCost", totals.migrationCost());
        json.writeEndObject();
    }

    private static void write(String name, Interval interval, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("estimate", interval.estimate());
        json.writeNumberField("low", interval.low());
        json.writeNumberField("high", interval.high());
        json.writeEndObject();
    }
}
