// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.command;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The way from a command line to annotated options, with {@code --help}. */
public final class CommandOptions {

    private static final String HELP = "--help";

    private CommandOptions() {}

    /**
     * Fills in the options, or prints what they are.
     *
     * @param options an object with picocli's annotations
     * @return false if help was asked for, which is then printed; there is nothing more to do
     * @throws CommandLine.ParameterException with a message of one line if an option is unknown, missing or illegal
     */
    public static boolean parse(Object options, List<String> arguments, PrintStream out) {
        CommandLine commandLine = new CommandLine(options);
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder(HELP)
                        .usageHelp(true)
                        .description("Prints this.")
                        .build());
        commandLine.parseArgs(arguments.toArray(String[]::new));
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(out, CommandLine.Help.Ansi.OFF);
            return false;
        }
        return true;
    }

    /** @throws IllegalArgumentException if {@code --seconds} is no time to search for, a day at most */
    public static void requireSeconds(double seconds) {
        if (!(seconds > 0) || seconds > 86400) {
            throw new IllegalArgumentException("--seconds (" + seconds + ") must be more than 0, and 86400 at most.");
        }
    }

    /** @throws IllegalArgumentException if the value of an option is out of its range */
    public static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " (" + value + ") must be from " + least + " to " + most + ".");
        }
    }
}
