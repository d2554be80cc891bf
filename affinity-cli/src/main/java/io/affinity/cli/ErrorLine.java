// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.config.ConfigException;
import io.affinity.cli.input.Quoted;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.simulation.workload.TraceFormatException;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.plugin.PluginException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one line and an exit code. */
final class ErrorLine implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String STACKTRACE = "--stacktrace";

    /** Of what picocli says, which repeats all arguments. */
    private static final int LONGEST_USAGE = 300;

    /** Whatever an exception repeats: nobody reads more. */
    private static final int LONGEST = 4_000;

    private final PrintStream err;
    private final boolean isTraceWanted;

    ErrorLine(PrintStream err, List<String> arguments) {
        this.err = err;
        this.isTraceWanted = arguments.contains(STACKTRACE);
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String unknown = e instanceof UnmatchedArgumentException other ? UnmatchedArgument.unknownCommand(other) : null;
        String suggestion = unknown == null && e instanceof UnmatchedArgumentException unmatched
                ? UnmatchedArgument.hint(unmatched)
                : "";
        return print(
                ExitCode.WRONG_INPUT,
                Quoted.shortened(unknown == null ? String.valueOf(e.getMessage()) : unknown, LONGEST_USAGE)
                        + suggestion + " (see "
                        + command.getCommandSpec().qualifiedName() + " --help)",
                e);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
        return handle(e);
    }

    int handle(Throwable e) {
        if (e instanceof WrongInputException
                || e instanceof TraceFormatException
                || e instanceof PluginException
                || e instanceof ConfigException
                || e instanceof TelemetryException
                || e instanceof LibvirtAccessException
                || e instanceof UncheckedIOException) {
            return print(ExitCode.WRONG_INPUT, String.valueOf(e.getMessage()), e);
        }
        if (e instanceof OutOfMemoryError) {
            return print(
                    ExitCode.INTERNAL_ERROR,
                    "out of memory; give it more, such as AFFINITY_JAVA_OPTIONS=-Xmx8g, or less to do",
                    e);
        }
        return print(
                ExitCode.INTERNAL_ERROR,
                "internal error: " + e + (isTraceWanted ? "" : " (" + STACKTRACE + " shows where)"),
                e);
    }

    /** {@return the exit code, or another one if the results could not be written, which a stream tells only when asked} */
    int ifNotWritten(PrintStream out, int exitCode) {
        if (!out.checkError() || exitCode != ExitCode.DONE) {
            return exitCode;
        }
        err.println(
                "affinity: the standard output must take what is written to it; it does not, maybe its disk is full.");
        return ExitCode.WRONG_INPUT;
    }

    private int print(int exitCode, String message, Throwable e) {
        String line = message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
        err.println("affinity: " + line.replaceAll("\\s*\\R\\s*", " "));
        if (isTraceWanted) {
            e.printStackTrace(err);
        }
        return exitCode;
    }
}
