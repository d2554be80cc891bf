// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.smallclusters;

import io.affinity.benchmarks.command.CommandOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench small-clusters}. */
@Command(
        name = "bench small-clusters",
        sortOptions = false,
        description =
                "Solves random clusters of three hosts and at most five VMs with the budget that the control loop has"
                        + " by default, and tells in how many no placement at all is better.")
final class SmallClustersOptions {

    private static final int MOST = 1_000_000;

    @Option(names = "--clusters", paramLabel = "N", description = "For each set of weights. Default: 1000.")
    int clusters = 1000;

    @Option(names = "--seed", paramLabel = "K", description = "Of all chance. Default: 1.")
    long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Takes the figures.")
    @Nullable
    Path json;

    void check() {
        CommandOptions.require("--clusters", clusters, 1, MOST);
    }
}
