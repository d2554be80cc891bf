// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.repair;

import io.affinity.benchmarks.command.CommandOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench repair}. */
@Command(
        name = "bench repair",
        sortOptions = false,
        description = "Finds the fewest migrations after which no host is overloaded, within so many seconds.")
final class RepairOptions {

    @Option(names = "--problem", required = true, paramLabel = "FILE", description = "May be packed by gzip.")
    @Nullable
    Path problem;

    @Option(names = "--seconds", paramLabel = "N", description = "Of real time, reading not included. Default: 2.")
    double seconds = 2;

    @Option(names = "--seed", paramLabel = "N", description = "Of all chance. Default: 1.")
    long seed = 1;

    @Option(
            names = "--load",
            paramLabel = "demand|allocation",
            description =
                    "What overloads hosts: what VMs demand, or what they are promised, which is a hard limit. Default: demand.")
    String load = "demand";

    @Option(names = "--warm", paramLabel = "N", description = "Solve so many times before, untimed. Default: 0.")
    int warm;

    @Option(names = "--out", paramLabel = "FILE", description = "Takes a line for each VM that moves: VM, host.")
    @Nullable
    Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "Takes the figures.")
    @Nullable
    Path json;

    void check() {
        CommandOptions.requireSeconds(seconds);
        if (!load.equals("demand") && !load.equals("allocation")) {
            throw new IllegalArgumentException("--load (" + load + ") must be demand or allocation.");
        }
        CommandOptions.require("--warm", warm, 0, 1000);
    }
}
