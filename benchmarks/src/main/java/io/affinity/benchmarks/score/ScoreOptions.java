// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench score}. */
@Command(name = "bench score")
final class ScoreOptions {

    @Option(names = "--vms", description = "Default: 100000.")
    int vms = 100_000;

    @Option(names = "--hosts", description = "Default: 5000.")
    int hosts = 5_000;

    @Option(names = "--steps", description = "Of the horizon. Default: 12.")
    int steps = 12;

    @Option(names = "--scenarios", description = "1 to 128. Default: 32.")
    int scenarios = 32;

    @Option(names = "--resources", description = "Default: 3.")
    int resources = 3;

    @Option(
            names = "--utilization",
            description = "Mean demand as a share of what is usable: the higher, the more hosts are short."
                    + " Default: 0.7.")
    double utilization = 0.7;

    @Option(names = "--seed", description = "Of fleet and scenarios. Default: 1.")
    long seed = 1;

    @Option(names = "--iterations", description = "Measured iterations of each benchmark. Default: 5.")
    int iterations = 5;

    @Option(names = "--millis", description = "Length of an iteration. Default: 500.")
    int millis = 500;

    @Option(names = "--heap", description = "Of the measuring process. Default: 2g.")
    String heap = "2g";

    @Option(names = "--only", split = ",", description = "Steps to measure, such as scoreAll. Default: all.")
    List<String> only = List.of();

    @Option(names = "--json", description = "Also write the figures as JSON.")
    @Nullable
    Path json;

    /**
     * Rejects numbers that make no fleet.
     *
     * @throws IllegalArgumentException naming the option
     */
    void check() {
        requireAtLeastOne("--vms", vms);
        requireAtLeastOne("--hosts", hosts);
        requireAtLeastOne("--steps", steps);
        requireAtLeastOne("--scenarios", scenarios);
        requireAtLeastOne("--resources", resources);
        requireAtLeastOne("--iterations", iterations);
        requireAtLeastOne("--millis", millis);
        if (!(utilization > 0 && utilization <= 10)) {
            throw new IllegalArgumentException("--utilization (" + utilization + ") must be above 0 and at most 10.");
        }
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " (" + value + ") must be at least 1.");
        }
    }

    /** {@return the options that {@link #shape} wrote; the defaults for an empty text} */
    static ScoreOptions ofShape(String shape) {
        ScoreOptions options = new ScoreOptions();
        new CommandLine(options).parseArgs(shape.isEmpty() ? new String[0] : shape.split(" ", -1));
        return options;
    }

    /** {@return the numbers that shape the fleet, as one text that the measuring process gets} */
    String shape() {
        return String.join(
                " ",
                List.of(
                        "--vms=" + vms,
                        "--hosts=" + hosts,
                        "--steps=" + steps,
                        "--scenarios=" + scenarios,
                        "--resources=" + resources,
                        "--utilization=" + utilization,
                        "--seed=" + seed));
    }
}
