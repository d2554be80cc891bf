// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.smallclusters;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.command.JsonNumber;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/**
 * How often does the solver find the best there is? Counts it where all placements can be tried, with the budget that the control loop has by
 * default.
 *
 * <p>Ends with 0, or with 2 if an option is illegal.
 */
public final class SmallClustersBenchmark implements Benchmark {

    /** Needs no settings. */
    public SmallClustersBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        SmallClustersOptions options = new SmallClustersOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench small-clusters: " + e.getMessage());
            return 2;
        }
        out.println("| weights | clusters | best found | share % | most of the gain missed % |");
        out.println("|---|---|---|---|---|");
        List<SmallRow> rows = new ArrayList<>();
        for (WeightSet weights : WeightSet.ALL) {
            SmallRow row = SmallRow.of(weights, options.clusters, options.seed);
            rows.add(row);
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %.1f | %.1f |%n",
                    row.weights(),
                    row.clusters(),
                    row.exact(),
                    100 * row.share(),
                    100 * row.worst());
        }
        if (options.json != null) {
            write(rows, options.json);
        }
        return 0;
    }

    private static void write(List<SmallRow> rows, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.writeStartArray();
            for (SmallRow row : rows) {
                json.writeStartObject();
                json.writeStringField("weights", row.weights());
                json.writeNumberField("clusters", row.clusters());
                json.writeNumberField("exact", row.exact());
                JsonNumber.field(json, "share", row.share());
                JsonNumber.field(json, "worst", row.worst());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }
}
