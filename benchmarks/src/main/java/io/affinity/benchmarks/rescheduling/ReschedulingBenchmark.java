// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rescheduling;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.command.JsonNumber;
import io.affinity.core.reassignment.Reassigner;
import io.affinity.core.reassignment.SearchListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;

/**
 * How far does the fragment rate of a cluster fall by so many migrations? What counts is the final placement: order and transient use are the
 * planner's matter.
 *
 * <p>Ends with 0, or with 2 if an option or a file is illegal.
 */
public final class ReschedulingBenchmark implements Benchmark {

    private static final double NANOS = 1e9;

    /** Needs no settings. */
    public ReschedulingBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        ReschedulingOptions options = new ReschedulingOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
            ReschedulingProblem problem = ReschedulingProblem.read(Objects.requireNonNull(options.problem));
            long start = System.nanoTime();
            int[] found = Reassigner.search(
                    problem.problem(options.limit),
                    options.seed,
                    options.threads,
                    options.threads,
                    proposals -> (System.nanoTime() - start) / NANOS / options.seconds,
                    SearchListener.NOBODY);
            double seconds = (System.nanoTime() - start) / NANOS;
            List<String> lines = problem.lines(found);
            if (options.out != null) {
                Files.writeString(
                        options.out, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"), StandardCharsets.UTF_8);
            }
            report(problem, found, lines.size(), seconds, options, out);
            return 0;
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench rescheduling: " + e.getMessage());
            return 2;
        }
    }

    private static void report(
            ReschedulingProblem problem,
            int[] found,
            int migrations,
            double seconds,
            ReschedulingOptions options,
            PrintStream out)
            throws IOException {
        double before = problem.rate(problem.initial());
        double after = problem.rate(found);
        out.println("| problem | hosts | VMs | migrations | limit | fragment rate before | after | seconds |");
        out.println("|---|---|---|---|---|---|---|---|");
        out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %.4f | %.4f | %.2f |%n",
                Objects.requireNonNull(options.problem).getFileName(),
                problem.hosts(),
                problem.vms(),
                migrations,
                options.limit,
                before,
                after,
                seconds);
        if (options.json != null) {
            Map<String, Number> figures = new LinkedHashMap<>();
            figures.put("migrations", migrations);
            figures.put("limit", options.limit);
            figures.put("before", before);
            figures.put("after", after);
            figures.put("seconds", seconds);
            JsonNumber.writeFile(options.json, figures);
        }
    }
}
