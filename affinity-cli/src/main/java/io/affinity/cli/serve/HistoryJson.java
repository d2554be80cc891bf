// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.output.JsonText;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.outcome.MigrationGain;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done, and whether it paid: migrations of this loop, and what is remembered of those of earlier ones; the newest first. */
final class HistoryJson {

    private HistoryJson() {}

    /**
     * One migration that has ended.
     *
     * @param report or null for one of an earlier loop
     * @param gain or null if it did not arrive, or none is remembered
     */
    private record Past(
            @Nullable MigrationReport report, @Nullable MigrationGain gain) {

        Instant endedAt() {
            return report == null ? known(gain).endedAt() : report.endedAt();
        }

        Migration migration() {
            return report == null ? known(gain).migration() : report.planned().migration();
        }

        /** One of the two is there. */
        private static MigrationGain known(@Nullable MigrationGain gain) {
            if (gain == null) {
                throw new IllegalStateException("A past migration must have a report or a gain.");
            }
            return gain;
        }
    }

    static void write(Snapshot last, JsonGenerator json) throws IOException {
        ClusterView view = last.view();
        VmNames names = view == null ? VmNames.of(List.of()) : view.names();
        json.writeStringField("since", last.since().toString());
        json.writeArrayFieldStart("migrations");
        for (Past past : newestFirst(last)) {
            json.writeStartObject();
            write(past, names, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<Past> newestFirst(Snapshot last) {
        List<MigrationGain> left = new ArrayList<>(last.gains());
        List<Past> all = new ArrayList<>();
        for (MigrationReport report : last.ended()) {
            MigrationGain own = left.stream()
                    .filter(gain -> gain.migration().equals(report.planned().migration())
                            && gain.endedAt().equals(report.endedAt()))
                    .findFirst()
                    .orElse(null);
            left.remove(own);
            all.add(new Past(report, own));
        }
        left.forEach(gain -> all.add(new Past(null, gain)));
        all.sort(Comparator.comparing(Past::endedAt).reversed());
        return all;
    }

    private static void write(Past past, VmNames names, JsonGenerator json) throws IOException {
        MigrationReport report = past.report();
        MigrationGain gain = past.gain();
        MigrationFields.write(past.migration(), names, json);
        json.writeStringField("endedAt", past.endedAt().toString());
        json.writeStringField("outcome", report == null ? "completed" : report.ending());
        JsonText.number("elapsedSeconds", elapsed(past).toMillis() / 1e3, json);
        JsonText.number("downtimeSeconds", downtime(past), json);
        json.writeStringField("text", report == null ? "" : ClusterText.migrated(report, names));
        json.writeStringField(
                "why", report == null ? "" : PlanSentence.of(report.planned().recommendation()));
        JsonText.number("gainMinutes", gain == null ? Double.NaN : gain.minutes(), json);
        JsonText.number("seenSeconds", gain == null ? Double.NaN : gain.seen().toSeconds(), json);
    }

    private static Duration elapsed(Past past) {
        MigrationReport report = past.report();
        return report == null
                ? Past.known(past.gain()).elapsed()
                : Duration.between(report.startedAt(), report.endedAt());
    }

    private static double downtime(Past past) {
        MigrationReport report = past.report();
        if (report == null) {
            return Past.known(past.gain()).downtime().toMillis() / 1e3;
        }
        return report.outcome() instanceof MigrationOutcome.Completed completed
                ? completed.downtime().toMillis() / 1e3
                : Double.NaN;
    }
}
