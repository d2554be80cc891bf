// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.repair;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.command.JsonNumber;
import io.affinity.benchmarks.series.ProcessClock;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.SolveLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * How few moves does the solver need to repair a cluster of which some hosts are overloaded? Runs the solver of the control loop.
 *
 * <p>Ends with 0, with 1 if a host is still overloaded, or with 2 if an option or a file is illegal.
 */
public final class RepairBenchmark implements Benchmark {

    private static final double NANOS = 1e9;

    /** Needs no settings. */
    public RepairBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        RepairOptions options = new RepairOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
            RepairProblem repair = RepairProblem.read(Objects.requireNonNull(options.problem));
            PlacementProblem problem = repair.problem(options.load.equals("allocation"));
            for (int i = 0; i < options.warm; i++) {
                solve(problem, options);
            }
            ProcessClock cpu = ProcessClock.start();
            long start = System.nanoTime();
            PlacementResult result = solve(problem, options);
            double seconds = (System.nanoTime() - start) / NANOS;
            double cpuSeconds = cpu.millis() / 1e3;
            Map<VmId, HostId> moved = moved(problem, result);
            write(moved, options.out);
            Map<VmId, HostId> placement =
                    new LinkedHashMap<>(problem.fleet().placement().hostByVm());
            placement.putAll(moved);
            return report(
                    moved.size(), repair.bound(), repair.overloaded(placement), seconds, cpuSeconds, options, out);
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench repair: " + e.getMessage());
            return 2;
        }
    }

    private static PlacementResult solve(PlacementProblem problem, RepairOptions options) {
        long start = System.nanoTime();
        return new LocalSearchSolver()
                .solve(
                        problem,
                        SolveLimits.ofTime(options.seed, () -> (System.nanoTime() - start) / NANOS / options.seconds));
    }

    private static Map<VmId, HostId> moved(PlacementProblem problem, PlacementResult result) {
        Map<VmId, HostId> moved = new LinkedHashMap<>();
        result.placement().hostByVm().forEach((vm, host) -> {
            if (!problem.fleet().placement().hostOf(vm).equals(host)) {
                moved.put(vm, host);
            }
        });
        return moved;
    }

    private static void write(Map<VmId, HostId> moved, @Nullable Path file) throws IOException {
        if (file != null) {
            StringBuilder lines = new StringBuilder();
            moved.forEach(
                    (vm, host) -> lines.append(vm).append(' ').append(host).append('\n'));
            Files.writeString(file, lines, StandardCharsets.UTF_8);
        }
    }

    private static int report(
            int moves,
            int bound,
            long overloaded,
            double seconds,
            double cpuSeconds,
            RepairOptions options,
            PrintStream out)
            throws IOException {
        out.println("| problem | load | moves | bound | overloaded hosts left | seconds | CPU seconds |");
        out.println("|---|---|---|---|---|---|---|");
        out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %.2f | %.2f |%n",
                Objects.requireNonNull(options.problem).getFileName(),
                options.load,
                moves,
                bound,
                overloaded,
                seconds,
                cpuSeconds);
        if (options.json != null) {
            Map<String, Number> figures = new LinkedHashMap<>();
            figures.put("moves", moves);
            figures.put("bound", bound);
            figures.put("overloaded", overloaded);
            figures.put("seconds", seconds);
            figures.put("cpuSeconds", cpuSeconds);
            JsonNumber.writeFile(options.json, figures);
        }
        return overloaded > 0 ? 1 : 0;
    }
}
