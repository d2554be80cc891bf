// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.backtest.Leads;
import io.affinity.cli.backtest.NextDemand;
import io.affinity.cli.backtest.NextJson;
import io.affinity.cli.backtest.NextPage;
import io.affinity.cli.backtest.TextPlot;
import io.affinity.cli.plugin.ChosenForecaster;
import io.affinity.cli.plugin.ChosenForecasters;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affinity forecast}: what one VM will demand. */
@Command(
        name = "forecast",
        header = "Says what a VM will demand: median and intervals for each step, and a plot.",
        description = {
            "",
            "Learns from all that is known, up to the history of a loop, and forecasts what comes after it. Intervals hold 80"
                    + " and 95 percent of what comes, if the forecaster is right; affinity backtest tells whether it is."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  affinity forecast --vm web-1 --horizon 1d",
            "  affinity forecast --trace trace.csv --vm web-1 --resource memory -o json"
        })
final class ForecastCommand implements Callable<Integer> {

    private static final int MOST_VMS = 1_000_000;

    private final Console console;

    @Option(
            names = "--vm",
            paramLabel = "NAME",
            required = true,
            description = "The VM, by name or id; may be given more than once.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private PastOptions input = new PastOptions();

    @Option(
            names = "--forecaster",
            paramLabel = "NAME",
            completionCandidates = ForecasterNames.class,
            description = "${COMPLETION-CANDIDATES}, or two as one+other, of which one learns each series and the other"
                    + " the fleet. Default: auto, or that of the cluster file.")
    private @Nullable String forecaster;

    @Option(
            names = "--horizon",
            paramLabel = "LEAD",
            description = "How far ahead: steps such as 12, or a time such as 1d. Default: 1h.")
    private String horizon = "";

    @Option(
            names = "--vms",
            paramLabel = "N",
            description = "From how many other VMs a forecaster learns that learns from a whole fleet. Default: 100.")
    private int vms = 100;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random choices. Default: 1.")
    private long seed = 1;

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write all quantiles as JSON.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with the forecasts.")
    private @Nullable Path html;

    @Option(names = "--ascii", description = "Plot with ASCII alone. Default: if the terminal shows nothing else.")
    private boolean ascii;

    ForecastCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Limits.require("number of VMs", vms, 1, MOST_VMS);
        String named = forecaster == null ? "auto" : forecaster;
        ChosenForecaster first = chosen(named);
        Outputs outputs = new Outputs(console.tellingBeside(output), json, "--html", html);
        PastOptions.Loaded loaded = input.load(names, others(first), seed);
        String name = forecaster == null ? loaded.forecaster() : forecaster;
        ChosenForecaster chosen = chosen(name);
        if (others(chosen) > others(first)) {
            loaded = input.load(names, others(chosen), seed);
        }
        ChosenForecasters.of(List.of(name)).notes().forEach(console.err()::println);
        NextDemand demand = NextDemand.of(loaded.past(), name, chosen, loaded.pace(), horizon(loaded), seed);
        output.print(
                console,
                out -> NextJson.write(demand, out),
                () -> demand.lines(style()).forEach(console.out()::println));
        outputs.writeJson(out -> NextJson.write(demand, out));
        outputs.writePage(out -> NextPage.write(demand, Version.text(), out));
        return demand.isAny() ? ExitCode.DONE : ExitCode.WRONG_INPUT;
    }

    private static ChosenForecaster chosen(String name) {
        return Objects.requireNonNull(
                ChosenForecasters.of(List.of(name)).byName().get(name));
    }

    private int others(ChosenForecaster chosen) {
        return chosen instanceof ChosenForecaster.FleetWide ? vms : 0;
    }

    private int horizon(PastOptions.Loaded loaded) {
        try {
            return horizon.isEmpty()
                    ? Leads.usualHorizon(loaded.past().data().step())
                    : Leads.steps("horizon", horizon, loaded.past().data().step());
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private TextPlot.Style style() {
        boolean isShown = Charset.defaultCharset().newEncoder().canEncode(TextPlot.Style.SHADES.characters());
        return ascii || !isShown ? TextPlot.Style.ASCII : TextPlot.Style.SHADES;
    }
}
