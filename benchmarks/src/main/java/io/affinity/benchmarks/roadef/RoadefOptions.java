// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.roadef;

import io.affinity.benchmarks.command.CommandOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench roadef}. */
@Command(
        name = "bench roadef",
        sortOptions = false,
        description =
                "Searches an assignment for an instance of the ROADEF/EURO Challenge 2012, within so many seconds.")
final class RoadefOptions {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model; may be packed by gzip.")
    @Nullable
    Path model;

    @Option(
            names = "--assignment",
            required = true,
            paramLabel = "FILE",
            description = "The machine of each process in the beginning; may be packed by gzip.")
    @Nullable
    Path assignment;

    @Option(names = "--seconds", paramLabel = "N", description = "Of real time, reading included. Default: 300.")
    double seconds = 300;

    @Option(names = "--threads", paramLabel = "N", description = "On which to search at the same time. Default: 2.")
    int threads = 2;

    @Option(
            names = "--searches",
            paramLabel = "N",
            description =
                    "Which exchange what they found; the result depends on them and not on threads. Default: one a"
                            + " thread.")
    @Nullable
    Integer searches;

    @Option(names = "--seed", paramLabel = "N", description = "Of all chance. Default: 1.")
    long seed = 1;

    @Option(
            names = "--proposals",
            paramLabel = "N",
            description = "In place of seconds: as many changes a search, in millions, with the same result each time.")
    @Nullable
    Long proposals;

    @Option(names = "--out", paramLabel = "FILE", description = "Takes the machine of each process.")
    @Nullable
    Path out;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Takes a line whenever a search has another temperature: seconds, search, temperature, cost.")
    @Nullable
    Path log;

    @Option(names = "--json", paramLabel = "FILE", description = "Takes the figures.")
    @Nullable
    Path json;

    int searches() {
        return searches == null ? threads : searches;
    }

    void check() {
        CommandOptions.requireSeconds(seconds);
        CommandOptions.require("--threads", threads, 1, 64);
        if (searches != null && (searches < 1 || searches > 64)) {
            throw new IllegalArgumentException("--searches (" + searches + ") must be from 1 to 64.");
        }
        if (proposals != null && (proposals < 1 || proposals > 1_000_000)) {
            throw new IllegalArgumentException("--proposals (" + proposals + ") must be from 1 to 1000000.");
        }
    }
}
