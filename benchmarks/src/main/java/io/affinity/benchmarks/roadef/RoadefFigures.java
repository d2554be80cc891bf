// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.roadef;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.JsonNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What came of one instance.
 *
 * @param proposalsPerSecond changes looked at in a second of CPU time
 * @param bytesPerProposal allocated by the searches
 */
record RoadefFigures(
        String instance,
        int machines,
        int processes,
        long before,
        long after,
        double proposalsPerSecond,
        double bytesPerProposal) {

    List<String> lines() {
        return List.of(
                "| instance | machines | processes | cost before | cost after | proposals a CPU second | bytes a"
                        + " proposal |",
                "|---|---|---|---|---|---|---|",
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %d | %d | %d | %.2f million | %.3f |",
                        instance,
                        machines,
                        processes,
                        before,
                        after,
                        proposalsPerSecond / 1e6,
                        bytesPerProposal));
    }

    void writeJson(Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("instance", instance);
            json.writeNumberField("machines", machines);
            json.writeNumberField("processes", processes);
            json.writeNumberField("before", before);
            json.writeNumberField("after", after);
            JsonNumber.field(json, "proposalsPerSecond", proposalsPerSecond);
            JsonNumber.field(json, "bytesPerProposal", bytesPerProposal);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
