// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench mutants}. */
@Command(
        name = "bench mutants",
        sortOptions = false,
        description =
                "Gives every decoder and reader inputs that were real before they were changed, in a process with 64 MiB:"
                        + " each must be accepted and be of use, or be refused as documented.")
final class MutantsOptions {

    @Option(names = "--inputs", description = "How many each reader gets. Default: ${DEFAULT-VALUE}.")
    long inputs = 1000;

    @Option(names = "--seed", description = "Of all changes. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(names = "--only", split = ",", description = "Readers by name, or by how their names begin. Default: all.")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--from",
            description = "The number of the first input, to see one again. Default: ${DEFAULT-VALUE}.")
    long from;

    @Option(names = "--json", description = "A file for the figures.")
    @Nullable
    Path json;

    @Option(names = "--here", hidden = true, description = "In this process, whatever its memory.")
    boolean isHere;

    void check() {
        if (inputs < 1 || from < 0) {
            throw new IllegalArgumentException("The number of inputs (" + inputs
                    + ") must be at least 1, and the first (" + from + ") at least 0.");
        }
    }

    boolean wants(String subject) {
        return only.isEmpty() || only.stream().anyMatch(subject::startsWith);
    }
}
