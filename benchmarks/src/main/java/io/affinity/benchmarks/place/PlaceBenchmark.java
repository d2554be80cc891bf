// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.place;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.command.JsonNumber;
import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.core.check.PlacementChecker;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.model.Placement;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.SolveLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import picocli.CommandLine;

/**
 * How far does the solver of the control loop come with a fleet of any size? Prints how long it takes to take in the problem (a solver that is told to
 * stop at once), what is short before and after, counted by the checker and not by the solver, and whether a hard rule got worse.
 *
 * <p>Ends with 0, with 1 if one did, or with 2 if an option is illegal.
 */
public final class PlaceBenchmark implements Benchmark {

    private static final double NANOS = 1e9;

    /** Needs no settings. */
    public PlaceBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        PlaceOptions options = new PlaceOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench place: " + e.getMessage());
            return 2;
        }
        PlacementProblem problem = new MadeUpFleet(options).problem();
        Map<String, Double> figures = new LinkedHashMap<>();
        long start = System.nanoTime();
        new LocalSearchSolver().solve(problem, new SolveLimits(0, options.seed, () -> true));
        figures.put("builtSeconds", seconds(start));
        long begun = System.nanoTime();
        Placement descended = solve(problem, SolveLimits.of(0, options.seed));
        figures.put("descentSeconds", seconds(begun));
        long searched = System.nanoTime();
        DoubleSupplier spent = () -> seconds(searched) / options.seconds;
        Placement found = solve(problem, SolveLimits.ofTime(options.seed, spent));
        figures.put("searchSeconds", seconds(searched));
        ObjectiveEvaluator evaluator = new ObjectiveEvaluator(problem);
        Placement present = problem.fleet().placement();
        put(figures, "Before", evaluator.evaluate(present));
        put(figures, "AfterDescent", evaluator.evaluate(descended));
        put(figures, "After", evaluator.evaluate(found));
        figures.put("peakHeapMegabytes", peakHeap() / 1e6);
        PlacementChecker checker = new PlacementChecker(problem.fleet());
        List<String> worse = PlacementChecker.worsened(checker.hardViolations(present), checker.hardViolations(found));
        out.println("| figure | value |");
        out.println("|---|---|");
        figures.forEach((name, value) -> out.printf(Locale.ROOT, "| %s | %.3f |%n", name, value));
        if (options.json != null) {
            JsonNumber.writeFile(options.json, figures);
        }
        if (!worse.isEmpty()) {
            err.println("bench place: hard rules got worse: " + String.join(", ", worse) + ".");
        }
        return worse.isEmpty() ? 0 : 1;
    }

    private static Placement solve(PlacementProblem problem, SolveLimits limits) {
        return new LocalSearchSolver().solve(problem, limits).placement();
    }

    private static void put(Map<String, Double> figures, String when, Objective objective) {
        figures.put("cost" + when, objective.cost());
        figures.put("contention" + when, objective.amount(Objective.CONTENTION));
        figures.put("shortfall" + when, objective.amount(Objective.SHORTFALL));
        figures.put("migrations" + when, objective.amount(Objective.MIGRATIONS));
        figures.put("hardViolation" + when, objective.hardViolation());
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / NANOS;
    }

    private static double peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToDouble(usage -> usage.getUsed())
                .sum();
    }
}
