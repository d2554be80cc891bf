// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.output.JsonText;
import io.affinity.cli.output.Schema;
import io.affinity.core.outcome.MigrationGain;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Past migrations as JSON, for programs: times in ISO 8601, seconds, VM minutes. A number that is not known is null. */
public final class HistoryJson {

    private HistoryJson() {}

    /** Writes one object; does not close the writer. */
    public static void write(History history, VmNames names, Writer out) throws IOException {
        try (JsonGenerator json = JsonText.generator(out)) {
            json.writeStartObject();
            Schema.HISTORY.write(json);
            json.writeNumberField("matching", history.matching());
            json.writeArrayFieldStart("migrations");
            for (PastMigration past : history.migrations()) {
                write(past, names, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void write(PastMigration past, VmNames names, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("migration", past.id());
        json.writeStringField("vm", past.migration().vm().value());
        json.writeStringField("name", names.name(past.migration().vm()));
        json.writeStringField("source", past.migration().source().value());
        json.writeStringField("target", past.migration().target().value());
        json.writeStringField("at", past.at().toString());
        time("endedAt", past.endedAt(), json);
        json.writeStringField(
                "result", past.result().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        MigrationOutcome.Completed completed = past.outcome() instanceof MigrationOutcome.Completed done ? done : null;
        JsonText.number(
                "elapsedSeconds",
                completed == null ? Double.NaN : completed.elapsed().toMillis() / 1e3,
                json);
        JsonText.number(
                "downtimeSeconds",
                completed == null ? Double.NaN : completed.downtime().toMillis() / 1e3,
                json);
        JsonText.number("transferredBytes", completed == null ? Double.NaN : completed.transferredBytes(), json);
        write(past.gain(), json);
        json.writeStringField("text", HistoryText.sentence(past));
        json.writeEndObject();
    }

    private static void write(@Nullable MigrationGain gain, JsonGenerator json) throws IOException {
        if (gain == null) {
            json.writeNullField("gain");
            return;
        }
        json.writeObjectFieldStart("gain");
        JsonText.number("seenSeconds", gain.seen().toMillis() / 1e3, json);
        JsonText.number("contentionMinutes", gain.minutes(), json);
        JsonText.number("after5Minutes", gain.after5Minutes(), json);
        JsonText.number("afterAnHour", gain.afterAnHour(), json);
        JsonText.number("afterADay", gain.afterADay(), json);
        JsonText.number("cost", gain.cost(), json);
        json.writeEndObject();
    }

    private static void time(String field, @Nullable Instant time, JsonGenerator json) throws IOException {
        json.writeStringField(field, time == null ? null : time.toString());
    }
}
