// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.output.JsonText;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.outcome.MigrationGain;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What was done, and whether it paid: migrations of this loop, and those of earlier ones that journal or account have; the newest
 * first.
 */
final class HistoryJson {

    private HistoryJson() {}

    static void write(Snapshot last, JsonGenerator json) throws IOException {
        ClusterView view = last.view();
        VmNames names = view == null ? VmNames.of(List.of()) : view.names();
        json.writeStringField("since", last.since().toString());
        json.writeArrayFieldStart("migrations");
        for (EndedMigration ended : newestFirst(last, names)) {
            json.writeStartObject();
            write(ended, names, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Of what is known from several sides, the loop itself knows most, then the journal. */
    private static List<EndedMigration> newestFirst(Snapshot last, VmNames names) {
        List<MigrationGain> gains = new ArrayList<>(last.gains());
        List<EndedMigration> all = new ArrayList<>();
        for (MigrationReport report : last.ended()) {
            Migration migration = report.planned().migration();
            MigrationGain gain =
                    taken(gains, (ofWhich, endedAt) -> ofWhich.equals(migration) && endedAt.equals(report.endedAt()));
            all.add(EndedMigration.of(report, gain, names));
        }
        last.journaled().stream()
                .filter(past ->
                        last.ended().stream().noneMatch(report -> report.id().equals(past.id())))
                .forEach(past -> all.add(EndedMigration.of(past, taken(gains, past::isThat), names)));
        gains.forEach(gain -> all.add(EndedMigration.of(gain)));
        all.sort(Comparator.comparing(EndedMigration::endedAt).reversed());
        return all;
    }

    /** {@return the one of this migration, which is not among them any more; or null} */
    private static @Nullable MigrationGain taken(List<MigrationGain> gains, BiPredicate<Migration, Instant> isThat) {
        for (MigrationGain gain : gains) {
            if (isThat.test(gain.migration(), gain.endedAt())) {
                gains.remove(gain);
                return gain;
            }
        }
        return null;
    }

    private static void write(EndedMigration ended, VmNames names, JsonGenerator json) throws IOException {
        MigrationGain gain = ended.gain();
        MigrationFields.write(ended.migration(), names, json);
        json.writeStringField("endedAt", ended.endedAt().toString());
        json.writeStringField("outcome", ended.outcome());
        JsonText.number("elapsedSeconds", ended.elapsedSeconds(), json);
        JsonText.number("downtimeSeconds", ended.downtimeSeconds(), json);
        json.writeStringField("text", ended.text());
        json.writeStringField("why", ended.why());
        JsonText.number("gainMinutes", gain == null ? Double.NaN : gain.minutes(), json);
        JsonText.number("seenSeconds", gain == null ? Double.NaN : gain.seen().toSeconds(), json);
    }
}
