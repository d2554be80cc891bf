// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.forecast;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.command.Spread;
import io.affinity.benchmarks.series.CpuClock;
import io.affinity.benchmarks.series.NamedSeries;
import io.affinity.benchmarks.series.SeriesFile;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.plugin.PluginException;
import io.affinity.spi.plugin.Plugins;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Fits one model to each series of a file and writes mean and quantiles for every step of the horizon, with the CPU time
 * that fit and forecast took on their thread. Series that cannot be forecast are named on standard error, and it ends with 1.
 */
public final class ForecastBenchmark implements Benchmark {

    /** Needs no settings. */
    public ForecastBenchmark() {}

    @Command(
            name = "bench forecast",
            sortOptions = false,
            description = "Forecasts each series of a file: mean and quantiles for every step of the horizon.")
    private static final class Options {

        @Option(names = "--input", required = true, description = "CSV, plain or gzip: id, values separated by spaces.")
        private Path input = Path.of("");

        @Option(names = "--periods", split = ",", description = "Lengths of the seasons, in steps.")
        private List<Integer> periods = new ArrayList<>();

        @Option(names = "--horizon", required = true, description = "Steps to forecast.")
        private int horizon;

        @Option(
                names = "--levels",
                split = ",",
                description = "Levels of the quantiles. Default: 0.025,0.05,0.1,0.5,0.9,0.95,0.975.")
        private List<Double> levels = List.of(0.025, 0.05, 0.1, 0.5, 0.9, 0.95, 0.975);

        @Option(names = "--lower", description = "The least value possible. Default: none.")
        private double lower = Double.NEGATIVE_INFINITY;

        @Option(names = "--upper", description = "The greatest value possible. Default: none.")
        private double upper = Double.POSITIVE_INFINITY;

        @Option(names = "--model", description = "Name of a forecaster. Default: auto.")
        private String model = "auto";

        @Option(names = "--out", required = true, description = "Where the forecasts are written.")
        private Path out = Path.of("");

        @Option(names = "--threads", description = "Default: 1.")
        private int threads = 1;

        private QuantileLevels levels() {
            return QuantileLevels.of(
                    levels.stream().mapToDouble(Double::doubleValue).toArray());
        }

        private void check() {
            levels();
            if (!(lower < upper)) {
                throw new IllegalArgumentException(
                        "The bounds (" + lower + ", " + upper + ") must be in increasing order.");
            }
            if (horizon < 1 || threads < 1) {
                throw new IllegalArgumentException("The horizon (" + horizon + ") and the number of threads (" + threads
                        + ") must be at least 1.");
            }
            for (int period : periods) {
                if (period < 2) {
                    throw new IllegalArgumentException("The period (" + period + ") must be at least 2 steps.");
                }
            }
        }
    }

    private record Answer(String id, String model, @Nullable Forecast forecast, double cpuMillis) {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        Options options = new Options();
        List<NamedSeries> series;
        Forecaster forecaster;
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            series = SeriesFile.read(options.input);
            options.check();
            forecaster = Plugins.discover(Forecaster.class, ForecastBenchmark.class.getClassLoader())
                    .named(options.model);
        } catch (CommandLine.ParameterException | IllegalArgumentException | PluginException e) {
            err.println("bench forecast: " + e.getMessage());
            return 2;
        }
        List<Answer> answers = answers(series, forecaster, options);
        write(answers, options.levels(), options.out);
        answers.stream()
                .filter(answer -> answer.forecast() == null)
                .forEach(answer -> err.println(answer.id() + ": " + answer.model()));
        double[] cpu = answers.stream().mapToDouble(Answer::cpuMillis).sorted().toArray();
        double mean = Arrays.stream(cpu).average().orElse(0);
        out.printf(
                Locale.ROOT,
                "%d series, CPU per series: mean %.2f ms, median %.2f ms%n",
                cpu.length,
                mean,
                cpu.length == 0 ? 0 : cpu[cpu.length / 2]);
        return answers.stream().allMatch(answer -> answer.forecast() != null) ? 0 : 1;
    }

    private static List<Answer> answers(List<NamedSeries> series, Forecaster forecaster, Options options)
            throws InterruptedException {
        return Spread.over(
                options.threads,
                series.stream()
                        .<Callable<Answer>>map(one -> () -> answer(one, forecaster, options))
                        .toList());
    }

    private static Answer answer(NamedSeries series, Forecaster forecaster, Options options) {
        ForecastRequest request = ForecastRequest.of(
                        TimeSeries.of(Instant.EPOCH, Duration.ofHours(1), series.values()),
                        options.periods.toArray(Integer[]::new))
                .within(options.lower, options.upper);
        CpuClock clock = CpuClock.start();
        FitResult result = forecaster.fit(request);
        Forecast forecast = null;
        String model = result.toString();
        if (result instanceof FitResult.Fitted fitted) {
            forecast = fitted.model().forecast(options.horizon, options.levels());
            model = fitted.model().description();
        }
        return new Answer(series.id(), model, forecast, clock.millis());
    }

    private static void write(List<Answer> answers, QuantileLevels levels, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,step,mean");
            for (int level = 0; level < levels.size(); level++) {
                out.write(",q" + levels.get(level));
            }
            out.write(",cpuMillis,model\n");
            for (Answer answer : answers) {
                Forecast forecast = answer.forecast();
                for (int step = 0; forecast != null && step < forecast.steps(); step++) {
                    out.write(answer.id() + "," + (step + 1) + "," + forecast.mean(step));
                    for (int level = 0; level < levels.size(); level++) {
                        out.write("," + forecast.quantile(level, step));
                    }
                    out.write(String.format(Locale.ROOT, ",%.3f,%s\n", answer.cpuMillis(), quoted(answer.model())));
                }
            }
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
