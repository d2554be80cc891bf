// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;

/** {@code bench chaos}: worlds in which everything goes wrong. Exit code 1 if anything did not hold that must. */
public final class ChaosBenchmark implements Benchmark {

    /** Needs no settings. */
    public ChaosBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        Silence.begin();
        ChaosOptions options = new ChaosOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
        } catch (CommandLine.ParameterException e) {
            err.println("bench chaos: " + e.getMessage());
            return 2;
        }
        ChaosRun run = ChaosRun.of(options.first, options.seeds, out);
        run.print(out);
        if (options.json != null) {
            ChaosJson.write(options.json, run);
        }
        return run.violated().isEmpty() ? 0 : 1;
    }
}
