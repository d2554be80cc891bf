// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.command.Spread;
import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.benchmarks.series.NamedSeries;
import io.affinity.spi.plugin.PluginException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;

/**
 * Forecasts of each series from many origins, with references beside: pinball loss, coverage, skill, CPU. Series that are too
 * short, or have nothing to learn or to compare, are counted and left out.
 */
public final class RollingBenchmark implements Benchmark {

    /** Needs no settings. */
    public RollingBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        RollingOptions options = new RollingOptions();
        Replay replay;
        List<ForecasterChoice> choices;
        List<NamedSeries> series;
        int references;
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            replay = options.replay();
            choices = options.choices();
            references = options.references().size();
            series = options.series();
        } catch (CommandLine.ParameterException | IllegalArgumentException | PluginException e) {
            err.println("bench rolling: " + e.getMessage());
            return 2;
        }
        List<NamedSeries> covered = series.stream().filter(replay::covers).toList();
        out.printf(
                "%d series, %d of them left out as they are too short or empty; %d values to learn, an origin every %d"
                        + " steps%n%n",
                series.size(), series.size() - covered.size(), replay.train(), replay.stride());
        if (covered.isEmpty()) {
            return 1;
        }
        List<List<SeriesLosses>> results = results(covered, choices, replay, options.threads);
        RollingReport report = RollingReport.of(replay.horizons(), references, results);
        RollingText.print(report, out);
        if (options.json != null) {
            RollingJson.write(report, options.json);
        }
        return 0;
    }

    private static List<List<SeriesLosses>> results(
            List<NamedSeries> series, List<ForecasterChoice> choices, Replay replay, int threads)
            throws InterruptedException {
        List<Callable<SeriesLosses>> tasks = new ArrayList<>();
        for (ForecasterChoice choice : choices) {
            series.forEach(one -> tasks.add(() -> replay.run(one, choice)));
        }
        List<SeriesLosses> results = Spread.over(threads, tasks);
        return IntStream.range(0, choices.size())
                .mapToObj(model -> results.subList(model * series.size(), (model + 1) * series.size()))
                .toList();
    }
}
