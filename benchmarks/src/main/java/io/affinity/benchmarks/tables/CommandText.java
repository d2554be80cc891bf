// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command line as a shell takes it. */
final class CommandText {

    private static final String PLAIN = "[A-Za-z0-9_./,:@=+-]+";

    private CommandText() {}

    /** {@return what runs the benchmark of that name} */
    static String of(String bench, List<String> arguments) {
        return Stream.concat(
                        Stream.of("benchmarks/bench", bench), arguments.stream().map(CommandText::quoted))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches(PLAIN) ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
