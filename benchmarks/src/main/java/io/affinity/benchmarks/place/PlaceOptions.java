// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.place;

import io.affinity.benchmarks.command.CommandOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench place}. */
@Command(
        name = "bench place",
        sortOptions = false,
        description = "Relieves a made-up fleet of which some hosts will be short, with scenarios and rules.")
final class PlaceOptions {

    @Option(names = "--hosts", paramLabel = "N", description = "Default: 5000.")
    int hosts = 5000;

    @Option(names = "--vms", paramLabel = "M", description = "Default: 30000.")
    int vms = 30_000;

    @Option(
            names = "--rules",
            paramLabel = "R",
            description =
                    "About groups of VMs, of all kinds in turn; a hundredth more are about all VMs of some hosts. Default: 3000.")
    int rules = 3000;

    @Option(names = "--steps", paramLabel = "N", description = "Of the horizon. Default: 12.")
    int steps = 12;

    @Option(names = "--scenarios", paramLabel = "N", description = "Default: 32.")
    int scenarios = 32;

    @Option(names = "--seed", paramLabel = "K", description = "Of the fleet and of all chance. Default: 1.")
    long seed = 1;

    @Option(names = "--seconds", paramLabel = "S", description = "Of real time for the search. Default: 5.")
    double seconds = 5;

    @Option(names = "--json", paramLabel = "FILE", description = "Takes the figures.")
    @Nullable
    Path json;

    void check() {
        CommandOptions.require("--hosts", hosts, 2, 100_000);
        CommandOptions.require("--vms", vms, 2, 1_000_000);
        CommandOptions.require("--rules", rules, 0, 100_000);
        CommandOptions.require("--steps", steps, 1, 288);
        CommandOptions.require("--scenarios", scenarios, 1, 1024);
        CommandOptions.requireSeconds(seconds);
        if ((long) vms * steps * scenarios > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("VMs x steps x scenarios (" + (long) vms * steps * scenarios
                    + ") must be at most " + Integer.MAX_VALUE + ".");
        }
    }
}
