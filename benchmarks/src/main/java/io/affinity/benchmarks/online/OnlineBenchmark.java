// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.online;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What one new value costs: for a single model of each kind by JMH, and for a whole fleet of models. */
public final class OnlineBenchmark implements Benchmark {

    /** Needs no settings. */
    public OnlineBenchmark() {}

    @Command(
            name = "bench online",
            sortOptions = false,
            description =
                    "Measures observe, and observe with a forecast of twelve steps, for each kind of model (JMH, with"
                            + " bytes allocated), and then a fleet of models that each get one value and one forecast.")
    private static final class Options {

        @Option(names = "--kinds", split = ",", description = "Kinds of models for JMH. Default: all.")
        private List<String> kinds = new ArrayList<>(
                Arrays.stream(ModelKind.values()).map(ModelKind::id).toList());

        @Option(
                names = "--iterations",
                description = "Of a second, to warm up and to measure; 0 for no JMH. Default: 3.")
        private int iterations = 3;

        @Option(names = "--fleet-kinds", split = ",", description = "Of models of the fleet. Default: ets-aada-288.")
        private List<String> fleetKinds = new ArrayList<>(List.of("ets-aada-288"));

        @Option(names = "--series", description = "Models of the fleet; 0 for no fleet. Default: 1000000.")
        private int series = 1_000_000;

        @Option(names = "--at-once", description = "At most so many of them in memory. Default: 100000.")
        private int atOnce = 100_000;

        @Option(names = "--prototypes", description = "Series learned, of which the models are copies. Default: 200.")
        private int prototypes = 200;
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        Options options = new Options();
        List<ModelKind> kinds;
        List<FleetRun> fleets = new ArrayList<>();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            check(options);
            kinds = options.kinds.stream().map(ModelKind::parse).toList();
            if (options.series > 0) {
                for (String kind : options.fleetKinds) {
                    fleets.add(FleetRun.of(ModelKind.parse(kind), options.prototypes));
                }
            }
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench online: " + e.getMessage());
            return 2;
        }
        if (options.iterations > 0) {
            observe(kinds, options.iterations, out);
        }
        if (!fleets.isEmpty()) {
            out.println(
                    "| kind | models | at once | CPU s | us a model | memory, bytes a model | encoded, bytes | mean |");
            out.println("|---|---|---|---|---|---|---|---|");
        }
        for (FleetRun fleet : fleets) {
            FleetRun.Cost cost = fleet.cost(options.series, options.atOnce);
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %.2f | %.2f | %.0f | %.0f | %.4f |%n",
                    cost.kind(),
                    cost.models(),
                    cost.atOnce(),
                    cost.cpuSeconds(),
                    1e6 * cost.cpuSeconds() / cost.models(),
                    cost.bytes(),
                    cost.encodedBytes(),
                    cost.meanForecast());
        }
        return 0;
    }

    private static void check(Options options) {
        if (options.iterations < 0 || options.series < 0) {
            throw new IllegalArgumentException("The numbers of iterations (" + options.iterations + ") and of series ("
                    + options.series + ") must not be negative.");
        }
        if (options.atOnce < 1 || options.prototypes < 1) {
            throw new IllegalArgumentException("The numbers of models at once (" + options.atOnce
                    + ") and of prototypes (" + options.prototypes + ") must be at least 1.");
        }
    }

    private static void observe(List<ModelKind> kinds, int iterations, PrintStream out) throws Exception {
        out.println("| kind | call | ns | +- | B/op |");
        out.println("|---|---|---|---|---|");
        for (ObserveRun.Cost cost : ObserveRun.costs(kinds, iterations)) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.1f | %.1f |%n",
                    cost.kind(),
                    cost.what(),
                    cost.nanos(),
                    cost.error(),
                    cost.bytes());
        }
        out.println();
    }
}
