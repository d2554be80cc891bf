// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.roadef;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.core.reassignment.Reassigner;
import io.affinity.core.reassignment.Reassignment;
import io.affinity.core.reassignment.SearchListener;
import io.affinity.core.reassignment.SearchProgress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * How good is the search, where its problem is the field's? Prints what an instance of the ROADEF/EURO Challenge 2012 costs before and
 * after, counted anew from the problem statement.
 *
 * <p>Ends with 0, with 1 if the answer breaks a constraint, or with 2 if an option or a file is illegal.
 */
public final class RoadefBenchmark implements Benchmark {

    private static final double NANOS = 1e9;

    /** Needs no settings. */
    public RoadefBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        long start = System.nanoTime();
        RoadefOptions options = new RoadefOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
            RoadefModel model = RoadefModel.read(Objects.requireNonNull(options.model));
            int[] initial = model.readAssignment(Objects.requireNonNull(options.assignment));
            RoadefAudit before = new RoadefAudit(model, initial, initial);
            requireLegal(before, options.assignment);
            SearchMeter meter = new SearchMeter(progress(options, start));
            int[] answer = search(model, initial, options, meter, start);
            write(answer, options.out);
            return report(model, before, new RoadefAudit(model, initial, answer), meter, options, out, err);
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench roadef: " + e.getMessage());
            return 2;
        }
    }

    private static void requireLegal(RoadefAudit before, Path file) {
        Optional<String> broken = before.broken();
        if (broken.isPresent()) {
            throw new IllegalArgumentException(
                    file + " must keep all constraints in the beginning, but " + broken.get() + ".");
        }
    }

    private static SearchProgress progress(RoadefOptions options, long start) {
        return options.proposals == null
                ? proposals -> (System.nanoTime() - start) / NANOS / options.seconds
                : SearchProgress.ofProposals(options.proposals * 1_000_000);
    }

    private static int[] search(
            RoadefModel model, int[] initial, RoadefOptions options, SearchProgress progress, long start)
            throws IOException {
        Reassignment problem = RoadefProblem.of(model, initial);
        try (PrintWriter log = new PrintWriter(
                options.log == null
                        ? Writer.nullWriter()
                        : Files.newBufferedWriter(options.log, StandardCharsets.UTF_8))) {
            SearchListener lines = (search, temperature, cost) -> log.printf(
                    Locale.ROOT, "%.2f %d %.4g %.0f%n", (System.nanoTime() - start) / NANOS, search, temperature, cost);
            return Reassigner.search(problem, options.seed, options.searches(), options.threads, progress, lines);
        }
    }

    private static void write(int[] answer, @Nullable Path file) throws IOException {
        if (file != null) {
            String line = Arrays.stream(answer).mapToObj(Integer::toString).collect(Collectors.joining(" "));
            Files.writeString(file, line + "\n", StandardCharsets.UTF_8);
        }
    }

    private static int report(
            RoadefModel model,
            RoadefAudit before,
            RoadefAudit after,
            SearchMeter meter,
            RoadefOptions options,
            PrintStream out,
            PrintStream err)
            throws IOException {
        RoadefFigures figures = new RoadefFigures(
                String.valueOf(Objects.requireNonNull(options.model).getFileName()),
                model.machines,
                model.processes,
                before.cost(),
                after.cost(),
                meter.proposalsPerSecond(),
                meter.bytesPerProposal());
        figures.lines().forEach(out::println);
        if (options.json != null) {
            figures.writeJson(options.json);
        }
        Optional<String> broken = after.broken();
        broken.ifPresent(what -> err.println("bench roadef: the answer is none: " + what + "."));
        return broken.isPresent() ? 1 : 0;
    }
}
