// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.explain.ExplainException;
import io.affinity.cli.explain.ExplainJson;
import io.affinity.cli.explain.ExplainedVm;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.plugin.PluginNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code affinity explain}: what one VM is forecast to demand, and why. */
@Command(
        name = "explain",
        header = "Says what a VM is forecast to demand, by which model, and what moves with it. Changes nothing.",
        description = {
            "",
            "Looks at the hosts of the cluster file once, and forecasts from the demand that earlier runs recorded in the"
                    + " state folder; or from a recorded trace, as of its end, with the events and the activity of the"
                    + " cluster file if one is named as well."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  affinity explain web-1", "  affinity explain web-1 --trace trace.csv --forecaster auto"})
final class ExplainCommand implements Callable<Integer> {

    private static final int LONGEST_SAMPLE = 3_600;

    private final Console console;

    @Parameters(paramLabel = "VM", description = "Its id, or its name if no other VM has it.")
    @SuppressWarnings("NullAway.Init") // injected
    private String vm;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--trace",
            paramLabel = "PATH",
            description = "A recorded trace in place of hosts, as \"affinity simulate\" reads it.")
    private @Nullable Path trace;

    @Option(
            names = "--forecaster",
            paramLabel = "NAME",
            completionCandidates = ForecasterNames.class,
            description = "What forecasts a trace: ${COMPLETION-CANDIDATES}. Default: auto. (That of hosts is in the"
                    + " cluster file.)")
    private @Nullable String forecaster;

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write it as JSON.")
    private @Nullable Path json;

    @Option(names = "--sample", paramLabel = "SECONDS", description = "Time over which rates are measured. Default: 3.")
    private int sample = 3;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Limits.require("sample time", sample, 1, LONGEST_SAMPLE);
        Outputs outputs = new Outputs(console.tellingBeside(output), json);
        ExplainedVm explained = explained();
        output.print(
                console,
                out -> ExplainJson.write(explained, out),
                () -> explained.lines().forEach(console.out()::println));
        outputs.writeJson(out -> ExplainJson.write(explained, out));
        return ExitCode.DONE;
    }

    private ExplainedVm explained() throws InterruptedException {
        try {
            return trace == null ? ofHosts() : ofTrace(trace);
        } catch (ExplainException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private ExplainedVm ofHosts() throws InterruptedException {
        if (forecaster != null) {
            throw new WrongInputException("--forecaster (" + forecaster
                    + ") must not be given without --trace: loop.forecaster of the cluster file names it.");
        }
        try (Cluster cluster = Cluster.of(config.read())) {
            cluster.warmUp(Duration.ofSeconds(sample));
            return ExplainedVm.of(cluster, vm);
        }
    }

    private ExplainedVm ofTrace(Path recording) {
        ChosenPlugins plugins =
                ChosenPlugins.of(PluginNames.DEFAULT.withForecaster(forecaster == null ? "auto" : forecaster));
        plugins.notes().forEach(console.err()::println);
        return ExplainedVm.of(recording, config.isNamed() ? config.read() : null, plugins, vm);
    }
}
