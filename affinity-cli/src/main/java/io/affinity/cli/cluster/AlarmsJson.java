// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.output.JsonText;
import io.affinity.cli.output.JsonTree;
import io.affinity.cli.output.Schema;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The alarms that stand, as JSON, for programs. */
public final class AlarmsJson {

    private AlarmsJson() {}

    /** Writes those that a loop, which runs, told of in its last cycle, as its status has them; does not close the writer. */
    public static void writeOfLoop(Path status, Writer out) throws IOException {
        Object tree = Files.exists(status) ? JsonTree.of(Files.readString(status)) : null;
        Object alarms = tree instanceof Map<?, ?> cycle ? cycle.get("alarms") : null;
        write(true, out, json -> JsonTree.write(alarms == null ? List.of() : alarms, json));
    }

    /** Writes what is open in the journal where no loop runs; does not close the writer. */
    public static void writeOpen(List<JournalEntry> open, VmNames names, Writer out) throws IOException {
        write(false, out, json -> {
            json.writeStartArray();
            for (JournalEntry entry : open) {
                json.writeStartObject();
                json.writeStringField("kind", "open");
                json.writeStringField("migration", entry.migrationId());
                VmJson.write(entry.migration().vm(), names, json);
                json.writeStringField("source", entry.migration().source().value());
                json.writeStringField("target", entry.migration().target().value());
                json.writeStringField("since", entry.at().toString());
                json.writeBooleanField("stopsAll", false);
                json.writeStringField("text", sentence(entry, names));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** {@return what is open of one of them} */
    public static String sentence(JournalEntry open, VmNames names) {
        Migration migration = open.migration();
        return "The migration of VM " + names.labelWithId(migration.vm()) + " from " + migration.source() + " to "
                + migration.target() + ", of " + open.at() + ", is open.";
    }

    /** An array of alarms. */
    private interface Alarms {
        void write(JsonGenerator json) throws IOException;
    }

    private static void write(boolean isLoopRunning, Writer out, Alarms alarms) throws IOException {
        try (JsonGenerator json = JsonText.generator(out)) {
            json.writeStartObject();
            Schema.ALARMS.write(json);
            json.writeBooleanField("loopRunning", isLoopRunning);
            json.writeFieldName("alarms");
            alarms.write(json);
            json.writeEndObject();
        }
        out.write('\n');
    }
}
