// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.plan;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.command.JsonNumber;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PlanChecker;
import io.affinity.core.plan.PlanRequest;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Recommendation;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import picocli.CommandLine;

/**
 * Orders migrations of a made-up fleet: CPU time a migration, and how long the order takes over what no order can be faster than. Plans are replayed by the checker, which shares no
 * code with the planner: with every migration succeeding, and with some failing.
 *
 * <p>Ends with 0, with 1 if a hard rule would get worse on the way, or with 2 if an option is illegal.
 */
public final class PlanBenchmark implements Benchmark {

    private static final double NANOS = 1e9;

    /** Needs no settings. */
    public PlanBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        PlanOptions options = new PlanOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench plan: " + e.getMessage());
            return 2;
        }
        MadeUpMigrations wanted = MadeUpMigrations.of(options);
        MigrationPlanner planner = new MigrationPlanner(
                new PreCopyModel(),
                MigrationLimits.builder()
                        .maxConcurrent(options.concurrent)
                        .maxConcurrentPerHost(options.perHost)
                        .build());
        double[] cpu = new double[options.runs];
        PlanRequest request = PlanRequest.of(wanted.fleet(), wanted.recommendations());
        MigrationPlan plan = MigrationPlan.empty(wanted.fleet().observedAt());
        for (int i = 0; i < options.runs; i++) {
            long begun = cpuNanos();
            plan = planner.plan(request);
            cpu[i] = (cpuNanos() - begun) / NANOS;
        }
        Map<String, Double> figures = figures(plan, cpu);
        figures.put("wanted", (double) wanted.recommendations().size());
        double least = new LeastTime(planner, wanted.fleet(), options).of(carriedOut(wanted, plan));
        figures.put("leastSeconds", least);
        figures.put("timeOverLeast", seconds(plan) / least);
        out.println("| figure | value |");
        out.println("|---|---|");
        figures.forEach((name, value) -> out.printf(Locale.ROOT, "| %s | %.3f |%n", name, value));
        if (options.json != null) {
            JsonNumber.writeFile(options.json, figures);
        }
        List<String> problems = PlanChecker.problems(wanted.fleet(), plan, failing(plan, options));
        problems.stream().limit(10).forEach(problem -> err.println("bench plan: " + problem));
        return problems.isEmpty() ? 0 : 1;
    }

    private static Map<String, Double> figures(MigrationPlan plan, double[] cpu) {
        Map<String, Double> figures = new LinkedHashMap<>();
        int migrations = plan.migrations().size();
        figures.put("migrations", (double) migrations);
        figures.put("postponed", (double) plan.postponed().size());
        figures.put("stopovers", (double) plan.migrations().stream()
                .filter(each ->
                        !each.migration().target().equals(each.recommendation().target()))
                .count());
        figures.put(
                "dependencies",
                plan.migrations().stream()
                        .mapToDouble(each -> each.dependsOn().size())
                        .sum());
        figures.put("firstCpuMillisecondsPerMigration", 1e3 * cpu[0] / Math.max(1, migrations));
        double[] sorted = cpu.clone();
        Arrays.sort(sorted);
        figures.put("cpuMillisecondsPerMigration", 1e3 * sorted[sorted.length / 2] / Math.max(1, migrations));
        figures.put("planSeconds", seconds(plan));
        return figures;
    }

    private static double seconds(MigrationPlan plan) {
        return plan.migrations().stream()
                .mapToDouble(each ->
                        each.startAfter().plus(each.estimate().elapsed()).toNanos() / NANOS)
                .max()
                .orElse(0);
    }

    /** What is postponed takes no time. */
    private static List<Recommendation> carriedOut(MadeUpMigrations wanted, MigrationPlan plan) {
        Set<VmId> postponed = new HashSet<>();
        plan.postponed().forEach(each -> postponed.add(each.recommendation().vm()));
        return wanted.recommendations().stream()
                .filter(each -> !postponed.contains(each.vm()))
                .toList();
    }

    private static int[] failing(MigrationPlan plan, PlanOptions options) {
        return new SplittableRandom(options.seed)
                .ints(
                        plan.isEmpty() ? 0 : options.failures,
                        0,
                        Math.max(1, plan.migrations().size()))
                .toArray();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
