// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench soak",
        description = "Leaves the control loop alone for a long time in a world in which things go wrong.",
        sortOptions = false)
final class SoakOptions {

    @Option(names = "--days", paramLabel = "N", description = "How long. Default: ${DEFAULT-VALUE}.")
    int days = 90;

    @Option(names = "--vms", paramLabel = "N", description = "How many VMs. Default: ${DEFAULT-VALUE}.")
    int vms = 100;

    @Option(names = "--seed", paramLabel = "SEED", description = "Of all that happens. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to FILE as well.")
    @Nullable
    Path json;
}
