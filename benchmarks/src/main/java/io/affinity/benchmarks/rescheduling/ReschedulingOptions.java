// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rescheduling;

import io.affinity.benchmarks.command.CommandOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench rescheduling}. */
@Command(
        name = "bench rescheduling",
        sortOptions = false,
        description = "Lowers the fragment rate of a cluster by few migrations, within so many seconds.")
final class ReschedulingOptions {

    @Option(
            names = "--problem",
            required = true,
            paramLabel = "FILE",
            description = "Clusters as JSON, taken as one pool; may be packed by gzip.")
    @Nullable
    Path problem;

    @Option(names = "--limit", paramLabel = "N", description = "Migrations at most. Default: 50.")
    int limit = 50;

    @Option(names = "--seconds", paramLabel = "S", description = "Of real time, reading not included. Default: 5.")
    double seconds = 5;

    @Option(names = "--threads", paramLabel = "N", description = "Searches at the same time. Default: 1.")
    int threads = 1;

    @Option(names = "--seed", paramLabel = "K", description = "Of all chance. Default: 1.")
    long seed = 1;

    @Option(names = "--out", paramLabel = "FILE", description = "Takes a line for each VM that moves: VM, host, nodes.")
    @Nullable
    Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "Takes the figures.")
    @Nullable
    Path json;

    void check() {
        CommandOptions.requireSeconds(seconds);
        CommandOptions.require("--threads", threads, 1, 64);
        if (limit < 0) {
            throw new IllegalArgumentException("--limit (" + limit + ") must not be negative.");
        }
    }
}
