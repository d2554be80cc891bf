// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import io.affinity.benchmarks.command.Benchmark;
import java.util.ArrayList;
import java.util.List;

/**
 * One benchmark with the arguments that make a table.
 *
 * @param name by which {@code benchmarks/bench} knows it
 * @param arguments without {@code --json}
 * @param format of its figures
 */
record BenchRun(String name, Benchmark benchmark, Arguments arguments, Format format) {

    /** Whether it can write its figures as JSON besides printing them. */
    enum Format {
        TEXT,
        TEXT_AND_JSON
    }

    /** {@return the command line that runs it alone} */
    String command() {
        return CommandText.of(name, arguments.words());
    }

    /** {@return the arguments, and {@code --json FILE} if it can write that} */
    List<String> argumentsWithJson(String file) {
        List<String> all = new ArrayList<>(arguments.words());
        if (format == Format.TEXT_AND_JSON) {
            all.addAll(List.of("--json", file));
        }
        return all;
    }
}
