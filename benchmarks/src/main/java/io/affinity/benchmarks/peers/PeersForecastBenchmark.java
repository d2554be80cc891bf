// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.benchmarks.series.SeriesSample;
import io.affinity.spi.plugin.PluginException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Our forecasters beside JDemetra+ (exact maximum likelihood of one SARIMA order) and R's package {@code forecast} on the same
 * series in the same run. Accuracy is that of the M4 competition; CPU time is that of the thread, or of R's process.
 *
 * <p>Where R is not installed it says so and goes on without. JDemetra+ has an automatic order for months and quarters only,
 * so it is not compared with ours.
 */
public final class PeersForecastBenchmark implements Benchmark {

    private static final List<String> R_METHODS = List.of("r-auto-arima", "r-ets", "r-arima", "r-snaive", "r-ses");
    private static final PeerOrder AIRLINE = new PeerOrder(List.of(0, 1, 1), List.of(0, 1, 1));
    private static final List<List<String>> SAME_ORDER =
            List.of(List.of("arima-ml", "jdemetra"), List.of("arima-ml", "r-arima"), List.of("jdemetra", "r-arima"));

    /** Needs no settings. */
    public PeersForecastBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        PeersOptions options = new PeersOptions();
        List<Task> tasks;
        List<Method> methods;
        RProcess.Version r;
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            tasks = options.tasks();
            r = options.models.stream().anyMatch(R_METHODS::contains) && options.rLimit > 0
                    ? RProcess.version()
                    : new RProcess.Version(false, "not asked for");
            methods = methods(options, r.usable());
        } catch (CommandLine.ParameterException | IllegalArgumentException | PluginException e) {
            err.println("bench peers-forecast: " + e.getMessage());
            return 2;
        }
        out.printf(
                "%d series, horizon %d, periods %s, order %s%n",
                tasks.size(),
                options.horizon,
                options.periods,
                options.peerOrder().at(tasks.get(0).period()));
        out.println(r.usable() ? r.text() : "R with its package forecast is left out: " + r.text());
        List<Task> forR = SeriesSample.evenly(tasks, Math.max(1, options.rLimit));
        List<MethodAnswers> answers = new ArrayList<>();
        for (Method method : methods) {
            List<Task> given = method instanceof RMethod ? forR : tasks;
            answers.add(new MethodAnswers(method.name(), given, method.answers(given)));
        }
        report(options, tasks, answers, out);
        return 0;
    }

    private static void report(PeersOptions options, List<Task> tasks, List<MethodAnswers> answers, PrintStream out)
            throws IOException {
        List<PeerRow> all = rows(options, tasks, answers);
        List<Task> shared = tasks.stream()
                .filter(task -> answers.stream().allMatch(method -> method.has(task)))
                .toList();
        List<PeerRow> common = rows(options, shared, answers);
        out.println();
        PeerTable.print(all, out);
        if (shared.size() < tasks.size()) {
            out.printf("%nThe %d series that every method was given:%n%n", shared.size());
            PeerTable.print(common, out);
        }
        List<Likelihoods> pairs = new ArrayList<>();
        for (List<String> names : SAME_ORDER) {
            List<MethodAnswers> pair = names.stream()
                    .flatMap(name -> answers.stream().filter(one -> one.method().equals(name)))
                    .toList();
            if (pair.size() == 2) {
                pairs.add(Likelihoods.of(pair.get(0), pair.get(1), tasks));
            }
        }
        out.println();
        pairs.forEach(pair -> PeerTable.print(pair, out));
        if (options.json != null) {
            PeerJson.write(all, common, pairs, options.json);
        }
    }

    private static List<PeerRow> rows(PeersOptions options, List<Task> tasks, List<MethodAnswers> answers) {
        return answers.stream()
                .map(one -> PeerRow.of(one, tasks, options.lower, options.upper))
                .toList();
    }

    private static List<Method> methods(PeersOptions options, boolean withR) {
        PeerOrder order = options.peerOrder();
        return options.models.stream()
                .flatMap(name -> {
                    if (R_METHODS.contains(name)) {
                        return withR ? Stream.of(new RMethod(name, order)) : Stream.empty();
                    }
                    return Stream.of(
                            switch (name) {
                                case "arima-ml" -> OurMethods.maximumLikelihood(order);
                                case "jdemetra" -> JDemetraMethod.of(name, order);
                                case "jdemetra-airline" -> JDemetraMethod.of(name, AIRLINE);
                                default ->
                                    OurMethods.of(
                                            ForecasterChoice.parse(name, options.periods),
                                            options.lower,
                                            options.upper);
                            });
                })
                .toList();
    }
}
