// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Whether bytes and texts from outside are read or refused, and nothing else: within 64 MiB, in a process of its own. */
public final class MutantsBenchmark implements Benchmark {

    private static final int VIOLATED = 1;
    private static final int USAGE = 2;

    /** Needs no settings. */
    public MutantsBenchmark() {}

    /** Runs it alone, as {@link SmallProcess} does, and ends with its exit code. */
    public static void main(String[] arguments) throws Exception {
        System.exit(new MutantsBenchmark().run(List.of(arguments), System.out, System.err));
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        MutantsOptions options = new MutantsOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
            return options.isHere ? here(options, out) : new SmallProcess(arguments).run(out);
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench mutants: " + e.getMessage());
            return USAGE;
        }
    }

    private static int here(MutantsOptions options, PrintStream out) throws IOException {
        List<Tally> tallies = new ArrayList<>();
        try (Subjects subjects = new Subjects();
                Watchdog watchdog = new Watchdog(out)) {
            List<String> names =
                    subjects.names().stream().filter(options::wants).toList();
            if (names.isEmpty()) {
                throw new IllegalArgumentException("The readers " + options.only + " must be some that there are.");
            }
            MutantsReport.printHead(out);
            for (String name : names) {
                Tally tally = new Trial(subjects.named(name), options, watchdog).run();
                MutantsReport.print(tally, options, out);
                tallies.add(tally);
            }
        }
        if (options.json != null) {
            MutantsReport.write(tallies, options, options.json);
        }
        return tallies.stream().allMatch(tally -> tally.violated() == 0) ? 0 : VIOLATED;
    }
}
