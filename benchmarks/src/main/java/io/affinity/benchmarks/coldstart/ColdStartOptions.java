// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.coldstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench cold-start}. */
@Command(
        name = "bench cold-start",
        sortOptions = false,
        description =
                "Takes the past from every so many VMs of a trace, as if they were new, and forecasts the CPU of their first"
                        + " hour: with the past of the others to borrow from, with others that are as new, and with nobody else."
                        + " Figures do not depend on the machine.")
final class ColdStartOptions {

    @Option(
            names = "--trace",
            required = true,
            paramLabel = "FILE",
            description = "A trace that affinity simulate knows, or NAME-cpu_pct.csv with its sibling columns.")
    @Nullable
    Path trace;

    @Option(names = "--vms", paramLabel = "WHICH", description = "first:N, every:N or all of the trace. Default: all.")
    String vms = "all";

    @Option(names = "--new", paramLabel = "N", description = "Every how many VMs one is new. Default: 5.")
    int every = 5;

    @Option(names = "--starts", paramLabel = "N", description = "At how many times VMs begin. Default: 20.")
    int starts = 20;

    @Option(
            names = "--past",
            paramLabel = "N",
            description =
                    "Steps that are known of the others; with fewer than 96 nobody is old enough to lend. Default: 2016.")
    int past = 2016;

    @Option(names = "--leads", split = ",", description = "Steps ahead. Default: 1,12.")
    List<Integer> leads = new ArrayList<>(List.of(1, 12));

    void check() {
        if (every < 2 || starts < 1 || past < 1) {
            throw new IllegalArgumentException("Of how many VMs one is new (" + every
                    + ") must be at least 2, the number of starts (" + starts + ") and the past (" + past
                    + ") at least 1.");
        }
        if (leads.isEmpty() || leads.stream().anyMatch(lead -> lead < 1)) {
            throw new IllegalArgumentException("The leads " + leads + " must be at least 1.");
        }
    }

    /** {@return how far the farthest lead is} */
    int horizon() {
        return leads.stream().mapToInt(lead -> lead).max().orElse(1);
    }
}
