// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;

/**
 * What does a general solver find in the same time on the same cores? Runs our search, then Timefold Solver in two set-ups, and counts each answer
 * anew from the file.
 *
 * <p>Ends with 0, with 1 if our answer breaks something, or with 2 if an option or a file is illegal.
 */
public final class PeersPlaceBenchmark implements Benchmark {

    private static final double NANOS = 1e9;

    /** One of the solvers. */
    private interface Solver {

        int[] solve() throws Exception;
    }

    /** Needs no settings. */
    public PeersPlaceBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        PeersPlaceOptions options = new PeersPlaceOptions();
        PlaceTask task;
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
            task = read(options);
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench peers-place: " + e.getMessage());
            return 2;
        }
        SolveTime time = new SolveTime(options.seconds, options.threads, options.seed);
        List<PlaceRow> rows = new ArrayList<>();
        rows.add(row("affinity", task, () -> task.ours(time)));
        for (TimefoldSetup setup : TimefoldSetup.values()) {
            rows.add(row(setup.label(), task, () -> TimefoldPeer.solve(task, setup, time)));
        }
        PlaceTable table = new PlaceTable(task, time, rows);
        table.lines().forEach(out::println);
        if (options.json != null) {
            table.writeJson(options.json);
        }
        return rows.get(0).verdict().isLegal() ? 0 : 1;
    }

    private static PlaceTask read(PeersPlaceOptions options) throws IOException {
        return options.problem != null
                ? RepairTask.read(options.problem)
                : RoadefTask.read(Objects.requireNonNull(options.model), Objects.requireNonNull(options.assignment));
    }

    private static PlaceRow row(String solver, PlaceTask task, Solver search) throws Exception {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        int[] answer = search.solve();
        double seconds = (System.nanoTime() - start) / NANOS;
        return new PlaceRow(solver, task.judge(answer), seconds, (cpuNanos() - cpu) / NANOS);
    }

    /** Of the whole process, as Timefold and the compiler have threads of their own. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
