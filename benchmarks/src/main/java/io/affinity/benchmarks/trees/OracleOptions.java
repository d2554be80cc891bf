// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.trees;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench trees-oracle}. */
@Command(
        name = "bench trees-oracle",
        sortOptions = false,
        description = "Pinball loss and time of our trees beside LightGBM's, on the same seeded rows, one thread each.")
final class OracleOptions {

    @Option(names = "--rows", description = "Of the training; as many are forecast. Default: 20000.")
    int rows = 20_000;

    @Option(names = "--trees", description = "Of each ensemble. Default: 150.")
    int trees = 150;

    @Option(names = "--seed", description = "Of rows and trainings. Default: 1.")
    long seed = 1;

    @Option(names = "--json", description = "Also write the figures as JSON.")
    @Nullable
    Path json;

    void check() {
        if (rows < 100 || trees < 1) {
            throw new IllegalArgumentException(
                    "--rows (" + rows + ") must be at least 100, and --trees (" + trees + ") at least 1.");
        }
    }
}
