// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench chaos",
        description = "Runs the control loop through worlds in which everything goes wrong, one for each seed.",
        sortOptions = false)
final class ChaosOptions {

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds. Default: ${DEFAULT-VALUE}.")
    long seeds = 1000;

    @Option(names = "--first", paramLabel = "SEED", description = "The first of them. Default: ${DEFAULT-VALUE}.")
    long first = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to FILE as well.")
    @Nullable
    Path json;
}
