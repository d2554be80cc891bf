// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.stores;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench store-history}. */
@Command(
        name = "bench store-history",
        sortOptions = false,
        description =
                "Starts victoria-metrics (which must be on the PATH) with samples of VMs, three resources each, reads"
                        + " their whole past in one request, and has forecasters learn it.")
final class StoreHistoryOptions {

    /** One sample in each step of the grid, as long-term stores keep them. */
    static final Duration STEP = Duration.ofMinutes(5);

    @Option(names = "--vms", description = "Number of VMs. Default: ${DEFAULT-VALUE}.")
    int vms = 1_000;

    @Option(names = "--days", description = "Days of samples, one each 5 minutes. Default: ${DEFAULT-VALUE}.")
    int days = 30;

    @Option(names = "--seed", description = "Of the samples. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(
            names = "--queries-at-once",
            description = "That the store is given at the same time. Default: ${DEFAULT-VALUE}.")
    int queriesAtOnce = 2;

    @Option(
            names = "--forecasters",
            split = ",",
            description =
                    "That learn the last two weeks of what was read and forecast a day, one after the other, such as auto,boosting."
                            + " Default: none.")
    List<String> forecasters = List.of();

    @Option(names = "--json", description = "Also writes the figures to this file.")
    @Nullable
    Path json;

    void check() {
        if (vms < 1 || vms > 100_000 || days < 1 || days > 366) {
            throw new IllegalArgumentException(
                    "--vms (" + vms + ") must be from 1 to 100000 and --days (" + days + ") from 1 to 366.");
        }
    }

    /** {@return the number of samples of each series} */
    int length() {
        return (int) Duration.ofDays(days).dividedBy(STEP);
    }
}
