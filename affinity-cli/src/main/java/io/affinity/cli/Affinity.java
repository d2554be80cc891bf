// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code affinity}: finds the command and runs it. */
@Command(
        name = "affinity",
        header = "Predictive placement and live migration of virtual machines.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, also if it was ended by SIGINT or SIGTERM",
            "1:hard rules are worse than before, an alarm stands, or a host is not empty",
            "2:wrong usage or input; one line on stderr says what to change",
            "3:internal error; --stacktrace shows where"
        },
        footer = {
            "",
            "Plug-ins:",
            "  affinity --class-path JARS COMMAND ... finds plug-ins in jars or folders, separated by ':'.",
            "",
            "Environment:",
            "  AFFINITY_CLASSPATH     the same jars, for all commands",
            "  AFFINITY_JAVA_OPTIONS  options of Java, such as -Xmx8g",
            "  NO_COLOR               no colors in this help, whatever its value",
            "",
            "Examples:",
            "  affinity simulate --hosts 10               a week of a cluster that is made up",
            "  affinity backtest --trace trace.csv        whether predicting pays on your own demand",
            "  affinity check                             whether affinity.yaml and its hosts are right",
            "  affinity run --mode recommend              what it would do, as it goes",
            "  source <(affinity completion bash)         completes commands and options",
            "",
            "affinity COMMAND --help tells more of each."
        })
public final class Affinity implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "In case of an error, show where it came from.")
    @SuppressWarnings("unused") // ErrorLine looks for it in the arguments, which may be wrong in other ways
    private boolean stacktrace;

    private Affinity() {}

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(Console.system(), arguments));
    }

    static int run(Console console, String... arguments) {
        ErrorLine errors = new ErrorLine(console.err(), List.of(arguments));
        CommandLine commands =
                commands(console).setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
        int exitCode;
        try {
            exitCode = commands.execute(arguments);
        } catch (Error e) {
            exitCode = errors.handle(e);
        }
        return errors.ifNotWritten(console.out(), exitCode);
    }

    /** {@return all commands; the pages of the manual and the completion are written from them, too} */
    static CommandLine commands(Console console) {
        return new CommandLine(new Affinity())
                .addSubcommand(new SimulateCommand(console))
                .addSubcommand(new BacktestCommand(console))
                .addSubcommand(new ForecastCommand(console))
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new StatusCommand(console))
                .addSubcommand(new PlanCommand(console))
                .addSubcommand(new HistoryCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new EvacuateCommand(console))
                .addSubcommand(new AlarmsCommand(console))
                .addSubcommand(new ResolveCommand(console))
                .addSubcommand(new CompletionCommand(console))
                .setOut(new PrintWriter(console.out(), true, Charset.defaultCharset()))
                .setErr(new PrintWriter(console.err(), true, Charset.defaultCharset()))
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "A command is missing; it must be "
                        + String.join(" or ", spec.subcommands().keySet()));
    }
}
