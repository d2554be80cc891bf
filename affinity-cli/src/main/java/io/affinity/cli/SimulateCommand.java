// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.output.Counted;
import io.affinity.cli.output.OutputFile;
import io.affinity.cli.plugin.ChosenPlatform;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.plugin.PlatformNames;
import io.affinity.cli.plugin.PluginNames;
import io.affinity.cli.report.HtmlReport;
import io.affinity.cli.scenario.ChangedScenario;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.WhatIf;
import io.affinity.cli.simulation.Answer;
import io.affinity.cli.simulation.AnswerText;
import io.affinity.cli.simulation.ClusterDemand;
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
import io.affinity.core.RebalancerListener;
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
            "Without --trace and --config it is a generated week of 100 hosts; with --config, one's own cluster. A"
                    + " recorded PlanetLab day is set up as the published experiment of Beloglazov and Buyya 2012; VMs of"
                    + " other traces are put on generic hosts, and the first part of the recording, up to a half and 14"
                    + " days, is what is known in the beginning."
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

    private final Console console;

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            split = ",",
            converter = PolicyName.class,
            description = "none, reactive, predictive or oracle; may be given more than once. Default: all four.")
    private List<Policy> policies = new ArrayList<>();

    @Option(
            names = "--what-if",
            paramLabel = "CHANGE",
            description = "Also simulate the same with a change, and compare: " + WhatIf.FORMS
                    + ". May be given more than once; each is a question of its own.")
    private List<String> whatIf = new ArrayList<>();

    @Option(
            names = "--forecaster",
            paramLabel = "NAME",
            description = "What the predictive policy forecasts with. Default: auto, or that of the cluster file.")
    private @Nullable String forecaster;

    @Mixin
    private PluginOptions names = new PluginOptions();

    @Mixin
    private OutputOption output = new OutputOption();

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
        List<WhatIf> questions = questions();
        // Names that are not known, and files that cannot be written, are told before minutes are spent.
        ChosenPlugins.of(plugins(null));
        Outputs outputs = new Outputs(console.tellingBeside(output), json, "--report", reportFile());
        WorldOptions.World chosen = world.world();
        Scenario scenario = chosen.scenario();
        ChosenPlugins plugins = deciding(chosen);
        plugins.notes().forEach(console.err()::println);
        if (chosen.plugins() == null) {
            ChosenPlatform.of(PlatformNames.OWN).notes().forEach(console.err()::println);
        }
        List<Scenario> changed =
                questions.stream().map(question -> changed(scenario, question)).toList();
        if (output.isTable()) {
            introduce(scenario);
        }

        FanRecorder fans = new FanRecorder(scenario);
        AtomicReference<MovesTogether> ended = new AtomicReference<>(MovesTogether.NOTHING);
        PolicyComparison comparison = new PolicyComparison(scenario, plugins, fans)
                .withEnd(loop ->
                        ended.set(MovesTogether.of(loop, scenario.fleet().resources())));
        List<PolicyRun> runs;
        List<Answer> answers = new ArrayList<>();
        try (CycleProgress progress = console.progress("simulating", (1L + changed.size()) * comparison.work(wanted))) {
            runs = comparison.run(wanted, progress);
            for (int i = 0; i < changed.size(); i++) {
                answers.add(new Answer(
                        questions.get(i),
                        changed.get(i),
                        new PolicyComparison(changed.get(i), plugins, new RebalancerListener() {})
                                .run(wanted, progress)));
            }
        }
        MovesTogether together = Objects.requireNonNull(ended.get());
        OutputFile.Content figures = out -> FiguresJson.write(scenario, world.seed(), runs, answers, together, out);
        output.print(console, figures, () -> show(scenario, runs, answers, together));
        outputs.writeJson(figures);
        outputs.writePage(out -> HtmlReport.write(
                ReportContent.of(
                        scenario,
                        world.seed(),
                        Version.text(),
                        plugins(chosen.plugins()).forecaster(),
                        runs,
                        fans,
                        together,
                        answers.stream()
                                .map(answer -> AnswerText.of(scenario, runs, answer))
                                .toList()),
                out));
        return exitCode(runs);
    }

    /** Terms of the cluster file hold beside those of the command line. */
    private ChosenPlugins deciding(WorldOptions.World chosen) {
        try {
            return ChosenPlugins.of(plugins(chosen.plugins())).with(chosen.terms());
        } catch (IllegalArgumentException e) {
            throw new WrongInputException("--term: " + e.getMessage(), e);
        }
    }

    /** What the command line says wins over the cluster file, as far as it says anything. */
    private PluginNames plugins(@Nullable PluginNames ofFile) {
        PluginNames said = names.chosen();
        boolean isSaid = !said.equals(PluginNames.DEFAULT);
        PluginNames base = ofFile == null || isSaid ? said : ofFile;
        String usual = ofFile == null ? "auto" : ofFile.forecaster();
        return base.withForecaster(forecaster == null ? usual : forecaster);
    }

    private List<WhatIf> questions() {
        try {
            return whatIf.stream().map(WhatIf::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new WrongInputException("--what-if: " + e.getMessage(), e);
        }
    }

    private static Scenario changed(Scenario scenario, WhatIf question) {
        try {
            Scenario changed = ChangedScenario.of(scenario, question);
            WorldOptions.check(changed);
            return changed;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException("--what-if '" + question.text() + "': " + e.getMessage(), e);
        }
    }

    private void introduce(Scenario scenario) {
        console.out()
                .println(scenario.title() + ": "
                        + Counted.of(scenario.fleet().hosts().size(), "host") + ", "
                        + Counted.of(scenario.fleet().vms().size(), "VM") + ", "
                        + Counted.of(scenario.workload().steps(), "step") + " of "
                        + scenario.workload().step().toSeconds() + " s, seed " + world.seed());
        ClusterDemand.of(scenario).sentences().forEach(console.out()::println);
        scenario.remarks().forEach(console.out()::println);
        console.out().flush();
    }

    private void show(Scenario scenario, List<PolicyRun> runs, List<Answer> answers, MovesTogether together) {
        console.out().println();
        FiguresTable.of(runs).lines().forEach(console.out()::println);
        List<String> sentences = new ArrayList<>(Summary.of(scenario, runs).sentences());
        sentences.addAll(PolicyRun.outcomes(runs));
        showPart(sentences);
        answers.forEach(answer -> showPart(AnswerText.lines(AnswerText.of(scenario, runs, answer))));
        if (!together.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of("What moves together:"));
            TogetherText.of(together, scenario.names()).forEach(line -> lines.add("  " + line));
            showPart(lines);
        }
        console.out().println();
    }

    private void showPart(List<String> lines) {
        if (!lines.isEmpty()) {
            console.out().println();
            lines.forEach(console.out()::println);
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
