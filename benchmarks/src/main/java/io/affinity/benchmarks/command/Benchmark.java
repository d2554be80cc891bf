// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.command;

import java.io.PrintStream;
import java.util.List;

/** One benchmark that can be run by its name. */
@FunctionalInterface
public interface Benchmark {

    /**
     * Runs the benchmark and prints its result.
     *
     * @param options what stood behind the name on the command line
     * @param out takes the result, whose tables are Markdown
     * @param err takes a line that says what is illegal
     * @return the exit code: 0 if it ran, 1 if it failed, 2 if an option is illegal
     * @throws Exception if it cannot go on; the caller prints it and ends with 1
     */
    int run(List<String> options, PrintStream out, PrintStream err) throws Exception;
}
