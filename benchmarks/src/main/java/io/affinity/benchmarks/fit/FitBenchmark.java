// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.fit;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.series.CpuClock;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;

/**
 * Fits one model to one series, or evaluates it at given parameters, and prints what R would print, as JSON. Intervals are
 * normal. Where R's package departs from its own model (two ETS cases and the multiplicative Holt-Winters), forecasts are
 * R's, as they are meant to be compared.
 */
public final class FitBenchmark implements Benchmark {

    /** Needs no settings. */
    public FitBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        FitOptions options = new FitOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            FitTask task = FitTask.of(options);
            CpuClock clock = CpuClock.start();
            FittedSeries fitted = task.run();
            double millis = clock.millis();
            FittedSeriesJson.write(fitted, millis, out);
            return 0;
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench fit: " + e.getMessage());
            return 2;
        }
    }
}
