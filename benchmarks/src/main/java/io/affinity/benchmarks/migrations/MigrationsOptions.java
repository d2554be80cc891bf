// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.migrations;

import io.affinity.benchmarks.command.CommandOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench migrations}. */
@Command(name = "bench migrations")
final class MigrationsOptions {

    @Option(names = "--lab", required = true, description = "Folder of a running lab, with three hosts or more.")
    Path lab = Path.of("");

    @Option(names = "--lab-command", description = "The lab's own program. Default: affinity-libvirt/lab/lab.")
    Path command = Path.of("affinity-libvirt", "lab", "lab");

    @Option(names = "--count", description = "How many migrations. Default: 100.")
    int count = 100;

    @Option(names = "--working-set", description = "MiB that the guest touches, of 64. Default: 24.")
    int workingSet = 24;

    @Option(names = "--dirty", description = "Pages of 4 KiB that the guest writes in each 10 ms. Default: 5.")
    int dirty = 5;

    @Option(names = "--link", description = "Mbit/s of each host's link. Default: 200.")
    int link = 200;

    @Option(names = "--json", description = "Writes the figures to this file.")
    @Nullable
    Path json;

    void check() {
        if (count < 1) {
            throw new IllegalArgumentException("--count (" + count + ") must be at least 1.");
        }
        CommandOptions.require("--working-set", workingSet, 1, 60);
        if (dirty < 0 || link < 1) {
            throw new IllegalArgumentException(
                    "--dirty (" + dirty + ") must not be negative, and --link (" + link + ") must be at least 1.");
        }
    }
}
