// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import io.affinity.benchmarks.command.CommandOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench peers-place}. */
@Command(
        name = "bench peers-place",
        sortOptions = false,
        description =
                "Solves a repair problem, or an instance of the ROADEF/EURO Challenge 2012, with our search and with"
                        + " Timefold Solver, one after the other, with the same cores and seconds.")
final class PeersPlaceOptions {

    @Option(
            names = "--problem",
            paramLabel = "FILE",
            description = "A repair problem, as of \"bench repair\"; may be packed by gzip.")
    @Nullable
    Path problem;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model, as of \"bench roadef\"; may be packed by gzip.")
    @Nullable
    Path model;

    @Option(
            names = "--assignment",
            paramLabel = "FILE",
            description = "The machine of each process in the beginning; may be packed by gzip.")
    @Nullable
    Path assignment;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Of real time for each, reading not included. Default: 30.")
    double seconds = 30;

    @Option(names = "--threads", paramLabel = "N", description = "Searches of each at the same time. Default: 2.")
    int threads = 2;

    @Option(names = "--seed", paramLabel = "N", description = "Of all chance. Default: 1.")
    long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Takes the figures.")
    @Nullable
    Path json;

    void check() {
        CommandOptions.requireSeconds(seconds);
        CommandOptions.require("--threads", threads, 1, 64);
        boolean isRoadef = model != null && assignment != null;
        if ((model == null) != (assignment == null) || (problem != null) == isRoadef) {
            throw new IllegalArgumentException("Either --problem, or both --model and --assignment must be given.");
        }
    }
}
