// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.plan;

import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.spi.migration.MigrationLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench plan}. */
@Command(
        name = "bench plan",
        sortOptions = false,
        description = "Orders the migrations of a made-up fleet whose hosts are nearly full, or full.")
final class PlanOptions {

    @Option(names = "--hosts", paramLabel = "N", description = "Default: 5000.")
    int hosts = 5000;

    @Option(names = "--vms", paramLabel = "M", description = "Default: 30000.")
    int vms = 30_000;

    @Option(
            names = "--rules",
            paramLabel = "R",
            description = "About four VMs each; a hundredth more are about all VMs. Default: 3000.")
    int rules = 3000;

    @Option(
            names = "--migrations",
            paramLabel = "N",
            description = "Between hosts at random, where there is room in the end. Default: 1000.")
    int migrations = 1000;

    @Option(
            names = "--rings",
            paramLabel = "N",
            description = "In place of those: so many rings of full hosts, each VM to the next host. Default: 0.")
    int rings;

    @Option(names = "--ring-length", paramLabel = "N", description = "Hosts of a ring; 2 is a swap. Default: 2.")
    int ringLength = 2;

    @Option(names = "--spares", paramLabel = "N", description = "Empty hosts beside the rings. Default: 2.")
    int spares = 2;

    @Option(names = "--concurrent", paramLabel = "N", description = "Migrations at a time. Default: 8.")
    int concurrent = MigrationLimits.DEFAULT.maxConcurrent();

    @Option(names = "--per-host", paramLabel = "N", description = "Migrations of one host at a time. Default: 2.")
    int perHost = MigrationLimits.DEFAULT.maxConcurrentPerHost();

    @Option(names = "--seed", paramLabel = "K", description = "Of the fleet. Default: 1.")
    long seed = 1;

    @Option(names = "--runs", paramLabel = "N", description = "Of which the median counts. Default: 5.")
    int runs = 5;

    @Option(
            names = "--failures",
            paramLabel = "N",
            description = "Of single migrations, for which the plan is replayed as well. Default: 2.")
    int failures = 2;

    @Option(names = "--json", paramLabel = "FILE", description = "Takes the figures.")
    @Nullable
    Path json;

    void check() {
        CommandOptions.require("--hosts", hosts, 2, 100_000);
        CommandOptions.require("--vms", vms, 2, 1_000_000);
        CommandOptions.require("--rules", rules, 0, 100_000);
        CommandOptions.require("--migrations", migrations, 1, 1_000_000);
        CommandOptions.require("--rings", rings, 0, 100_000);
        CommandOptions.require("--ring-length", ringLength, 2, 1000);
        CommandOptions.require("--spares", spares, 0, 10_000);
        CommandOptions.require("--concurrent", concurrent, 1, 100_000);
        CommandOptions.require("--per-host", perHost, 1, 100_000);
        CommandOptions.require("--runs", runs, 1, 1000);
        CommandOptions.require("--failures", failures, 0, 1_000_000);
    }
}
