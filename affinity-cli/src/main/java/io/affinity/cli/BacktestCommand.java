// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.backtest.BacktestJson;
import io.affinity.cli.backtest.BacktestPage;
import io.affinity.cli.backtest.Compared;
import io.affinity.cli.backtest.Comparison;
import io.affinity.cli.backtest.Leads;
import io.affinity.cli.plugin.ChosenForecasters;
import io.affinity.cli.simulation.CycleProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affinity backtest}: whether predicting pays on what is recorded. */
@Command(
        name = "backtest",
        header = "Says whether predicting pays on your own demand: forecasts of the past against what came.",
        description = {
            "",
            "From moments of the past, each forecaster says what each VM will demand, knowing nothing but what was before;"
                    + " it is compared with what came, and with simple rules: what is now stays (persistence), the last day"
                    + " or week comes again, and the distribution of the long run. The first half of what is recorded, up"
                    + " to the history of a loop, is only learned from. docs/backtest.md tells how to read it."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "pinball is the mean loss of the nine deciles; wQL is twice that over the mean demand. Both are of all VMs added"
                    + " up, as a host adds them up, so that who demands most counts most; the median VM counts each alike."
                    + " Skill is 1 - loss / loss of the rule, and in brackets that of the median VM. Within tells how many of"
                    + " the values were in intervals that should hold 80, 90 and 95 percent. CPU is all that a forecast takes,"
                    + " learning and observing included.",
            "",
            "Equal input and arguments give equal figures, but for CPU.",
            "",
            "Examples:",
            "  affinity backtest --trace trace.csv",
            "  affinity backtest --config affinity.yaml --past 14d --leads 5m,1h --forecasters auto,arima"
        })
final class BacktestCommand implements Callable<Integer> {

    private static final int MOST_ORIGINS = 100_000;
    private static final int MOST_VMS = 1_000_000;

    private final Console console;

    @Mixin
    private PastOptions input = new PastOptions();

    @Option(
            names = "--forecasters",
            paramLabel = "NAME",
            split = ",",
            completionCandidates = ForecasterNames.class,
            description = "What is compared, separated by commas: ${COMPLETION-CANDIDATES}, or pools as one+other."
                    + " Default: auto, or that of the cluster file.")
    private List<String> forecasters = new ArrayList<>();

    @Option(
            names = "--leads",
            paramLabel = "LEAD",
            split = ",",
            description = "How far ahead: steps such as 1,12,288, or times such as 5m,1h,1d. Default: 1h,1d.")
    private List<String> leads = new ArrayList<>();

    @Option(
            names = "--origins",
            paramLabel = "N",
            description = "From how many moments it is forecast at most. Default: 24.")
    private int origins = 24;

    @Option(names = "--vms", paramLabel = "N", description = "How many VMs are drawn at most. Default: 100.")
    private int vms = 100;

    @Option(
            names = "--vm",
            paramLabel = "NAME",
            description = "Only this VM, by name or id; may be given more than once.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random choices. Default: 1.")
    private long seed = 1;

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a page with the forecasts of single VMs, reliability, and the worst VMs.")
    private @Nullable Path html;

    BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Limits.require("number of origins", origins, 1, MOST_ORIGINS);
        Limits.require("number of VMs", vms, 1, MOST_VMS);
        // A name that is not known is told before minutes are spent on reading.
        ChosenForecasters.of(forecasters);
        Outputs outputs = new Outputs(console.tellingBeside(output), json, "--html", html);
        PastOptions.Loaded loaded = input.load(names, names.isEmpty() ? vms : 0, seed);
        ChosenForecasters chosen =
                ChosenForecasters.of(forecasters.isEmpty() ? List.of(loaded.forecaster()) : forecasters);
        chosen.notes().forEach(console.err()::println);
        Comparison comparison = comparison(loaded, chosen);
        if (output.isTable()) {
            comparison.introduction().forEach(console.out()::println);
            console.out().println();
            console.out().flush();
        }
        Compared compared;
        try (CycleProgress progress = console.progress("forecasting", comparison.work())) {
            compared = comparison.run(progress);
        }
        output.print(
                console,
                out -> BacktestJson.write(compared, out),
                () -> compared.lines().forEach(console.out()::println));
        outputs.writeJson(out -> BacktestJson.write(compared, out));
        outputs.writePage(out -> BacktestPage.write(compared, Version.text(), out));
        return ExitCode.DONE;
    }

    private Comparison comparison(PastOptions.Loaded loaded, ChosenForecasters chosen) {
        try {
            List<Integer> steps = Leads.of(leads, loaded.past().data().step());
            return Comparison.of(loaded.past(), chosen.byName(), loaded.pace(), steps, origins, seed);
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
