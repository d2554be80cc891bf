package io.affinity.cli;

import io.affinity.cli.plugin.ChosenPlatform;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.plugin.PlatformNames;
import io.affinity.cli.report.HtmlReport;
import io.affinity.cli.scenario.BuiltInScenario;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.cli.simulation.CycleProgress;
import io.affinity.cli.simulation.FanRecorder;
import io.affinity.cli.simulation.FiguresJson;
import io.affinity.cli.simulation.FiguresTable;
import io.affinity.cli.simulation.MovesTogether;
import io.affinity.cli.simulation.Policy;
import io.affinity.cli.simulation.PolicyComparison;
import io.affinity.cli.simulation.PolicyRun;
import io.affinity.cli.simulation.ReportContent;
import io.affinity.cli.simulation.Summary;
import io.affinity.cli.simulation.TogetherText;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.workload.TraceFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code affinity simulate}: the same world under several policies, side by side. */
@Command(
        name = "simulate",
        header = "Simulates a cluster under several policies and compares them.",
        description = {
            "",
            "Without --trace it is a generated week of 100 hosts. A recorded PlanetLab day is set up as the published"
                    + " experiment of Beloglazov and Buyya 2012; VMs of other traces are put on generic hosts, and the"
                    + " first part of the recording, up to a half and 14 days, is what is known in the beginning."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:hard rules are worse than before",
            "2:wrong usage or input; one line on stderr says what to change",
            "3:internal error; --stacktrace shows where"
        },
        footer = {
            "",
            "Figures (Beloglazov and Buyya 2012): SLATAH is the share of active host time without enough CPU, PDM the"
                    + " share of CPU lost to migrations, SLAV = SLATAH x PDM, ESV = energy x SLAV. Contention is counted"
                    + " in VM minutes on hosts that were short. Ping-pong counts migrations back to a host that the VM had"
                    + " left within six hours.",
            "",
            "JSON: energyKwh in kWh; slav, slatah, pdm, contendedShare and unservedShare are fractions from 0 to 1;"
                    + " downtimeSeconds in seconds; contentionMinutes in VM minutes; hostMinutesShort in host minutes;"
                    + " demandedCoreHours and unservedCoreHours, the CPU that hosts did not have, in core hours;"
                    + " hostHoursActive in hours; lagSeconds of movesTogether in seconds. Equal arguments give equal"
                    + " bytes."
        })
final class SimulateCommand implements Callable<Integer> {

    private static final int BUILT_IN_HOSTS = 100;
    private static final int MOST_HOSTS = 100_000;

    private final Console console;

    @Option(
            names = "--trace",
            paramLabel = "PATH",
            description = "A recorded trace: a folder or file of PlanetLab or Bitbrains; CSV \"time,vm,cpu,memory\" or"
                    + " \"vm,resource,t0,t1,...\", or lines of JSON; gzip or plain; or the state folder of"
                    + " affinity run.")
    private @Nullable Path trace;

    @Option(
            names = "--hosts",
            paramLabel = "N",
            description = "Number of hosts. Default: 100; 800 for PlanetLab; for other traces as many as they need.")
    private @Nullable Integer hosts;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            split = ",",
            converter = PolicyName.class,
            description = "none, reactive, predictive or oracle; may be given more than once. Default: all four.")
    private List<Policy> policies = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random choices. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--forecaster",
            paramLabel = "NAME",
            description = "What the predictive policy forecasts with. Default: auto.")
    private String forecaster = "auto";

    @Mixin
    private PluginOptions names = new PluginOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the HTML report is written. Default: affinity-report.html.")
    private @Nullable Path report;

    @Option(names = "--no-report", description = "Write no HTML report.")
    private boolean noReport;

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Set<Policy> wanted = policies.isEmpty() ? EnumSet.allOf(Policy.class) : EnumSet.copyOf(policies);
        ChosenPlugins plugins = ChosenPlugins.of(names.chosen().withForecaster(forecaster));
        plugins.notes().forEach(console.err()::println);
        ChosenPlatform.of(PlatformNames.OWN).notes().forEach(console.err()::println);
        Outputs outputs = new Outputs(console, json, "--report", reportFile());
        Scenario scenario = scenario();
        console.out()
                .println(scenario.title() + ": " + scenario.fleet().hosts().size() + " hosts, "
                        + scenario.fleet().vms().size() + " VMs, "
                        + scenario.workload().steps() + " steps of "
                        + scenario.workload().step().toSeconds() + " s, seed " + seed);
        console.out().flush();

        FanRecorder fans = new FanRecorder(scenario);
        List<PolicyRun> runs;
        AtomicReference<MovesTogether> ended = new AtomicReference<>(MovesTogether.NOTHING);
        PolicyComparison comparison = new PolicyComparison(scenario, plugins, fans)
                .withEnd(loop ->
                        ended.set(MovesTogether.of(loop, scenario.fleet().resources())));
        try (CycleProgress progress = console.progress("simulating", comparison.work(wanted))) {
            runs = comparison.run(wanted, progress);
        }
        console.out().println();
        FiguresTable.of(runs).lines().forEach(console.out()::println);
        console.out().println();
        List<String> sentences = new ArrayList<>(Summary.of(scenario, runs).sentences());
        sentences.addAll(PolicyRun.outcomes(runs));
        sentences.forEach(console.out()::println);
        MovesTogether together = Objects.requireNonNull(ended.get());
        if (!sentences.isEmpty() && !together.isEmpty()) {
            console.out().println();
        }
        show(together);
        outputs.writeJson(out -> FiguresJson.write(scenario, seed, runs, together, out));
        outputs.writePage(out -> HtmlReport.write(
                ReportContent.of(scenario, seed, Version.text(), forecaster, runs, fans.fans(), together), out));
        return exitCode(runs);
    }

    private void show(MovesTogether together) {
        if (!together.isEmpty()) {
            console.out().println("What moves together:");
            TogetherText.of(together).forEach(line -> console.out().println("  " + line));
        }
    }

    private Scenario scenario() {
        if (hosts != null) {
            Limits.require("number of hosts", hosts, 1, MOST_HOSTS);
        }
        try {
            Scenario scenario = trace == null
                    ? BuiltInScenario.create(hosts == null ? BUILT_IN_HOSTS : hosts, seed)
                    : TraceScenario.of(trace, hosts, seed);
            // Says what is wrong with fleet and policies now, where it can only be wrong input.
            new SimulatedCluster(scenario.fleet(), scenario.workload(), scenario.settings());
            return scenario;
        } catch (TraceFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable Path reportFile() {
        if (noReport && report != null) {
            throw new WrongInputException("--report and --no-report contradict each other; leave one of them out.");
        }
        return noReport ? null : report == null ? Path.of("affinity-report.html") : report;
    }

    private int exitCode(List<PolicyRun> runs) {
        int exitCode = ExitCode.DONE;
        for (PolicyRun run : runs) {
            if (!run.result().violatedRules().isEmpty()) {
                console.err()
                        .println(String.format(
                                Locale.ROOT,
                                "affinity: policy %s made hard rules worse: %s",
                                run.policy().id(),
                                String.join(", ", run.result().violatedRules())));
                exitCode = ExitCode.RULES_WORSENED;
            }
        }
        return exitCode;
    }

    /** Policies are named in lower case. */
    static final class PolicyName implements ITypeConverter<Policy> {

        @Override
        public Policy convert(String name) {
            try {
                return Policy.named(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
