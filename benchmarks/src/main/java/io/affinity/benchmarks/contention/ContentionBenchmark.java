// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Packs the VMs of each trace onto hosts, predicts for each host and each of the next twelve steps how likely contention is,
 * and compares the Brier score of the library's joint scenarios with that of simpler rules.
 *
 * <p>Ends with 1 if a simpler rule is at least as good on a trace, with 2 if an option is illegal. Scores do not depend on the
 * machine.
 */
public final class ContentionBenchmark implements Benchmark {

    /** Needs no settings. */
    public ContentionBenchmark() {}

    @Command(name = "bench contention")
    private static final class Options {

        @Option(
                names = "--trace",
                required = true,
                arity = "1..*",
                paramLabel = "FILE",
                description = "Traces whose first resource is CPU.")
        private List<Path> traces = new ArrayList<>();

        @Option(names = "--json", description = "Also write the scores as JSON.")
        private @Nullable Path json;

        @Option(names = "--seed", description = "Of packing and scenarios. Default: 1.")
        private long seed = 1;
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        Options options = new Options();
        List<PackedTrace> traces = new ArrayList<>();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.traces.forEach(trace -> traces.add(PackedTrace.open(trace, options.seed)));
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench contention: " + e.getMessage());
            return 2;
        }
        List<ScoredTrace> scored = new ArrayList<>();
        for (PackedTrace trace : traces) {
            ScoredTrace one = trace.score(options.seed);
            ContentionText.print(one, out);
            scored.add(one);
        }
        ContentionText.printBrier(scored, out);
        if (options.json != null) {
            ContentionJson.write(scored, options.json);
        }
        return scored.stream().allMatch(ScoredTrace::isJointBest) ? 0 : 1;
    }
}
