// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.output.AlarmText;
import io.affinity.cli.output.NoteText;
import io.affinity.cli.report.ClusterPicture;
import io.affinity.cli.report.Figure;
import io.affinity.cli.report.PolicyResults;
import io.affinity.cli.report.PolicyRole;
import io.affinity.cli.report.SetupLine;
import io.affinity.cli.report.SimulationReport;
import io.affinity.cli.report.WhatIfAnswer;
import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Figures;
import io.affinity.simulation.SimulationResult;
import io.affinity.simulation.SimulationSettings;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the HTML report shows of a comparison. */
public final class ReportContent {

    private static final int MOST_NOTES = 5;

    private ReportContent() {}

    /**
     * {@return the content}
     *
     * @param version of the program
     * @param forecaster by its name
     * @param runs at least one, of different policies
     * @param fans of the predictive policy; may have recorded nothing
     * @param together in the demand of the scenario
     * @param answers to questions what would be if
     */
    public static SimulationReport of(
            Scenario scenario,
            long seed,
            String version,
            String forecaster,
            List<PolicyRun> runs,
            FanRecorder fans,
            MovesTogether together,
            List<WhatIfAnswer> answers) {
        ClusterDemand demand = ClusterDemand.of(scenario);
        List<SetupLine> setup = new ArrayList<>();
        scenario.facts().forEach(fact -> setup.add(new SetupLine(fact.label(), fact.value())));
        setup.add(new SetupLine(
                "Looking ahead",
                scenario.predictive().horizon().toMinutes() + " min, with the forecaster " + forecaster));
        boolean savesPower = scenario.settings().emptyHosts() == SimulationSettings.EmptyHosts.SLEEP;
        Policy baseline = baseline(runs, savesPower);
        return new SimulationReport(
                scenario.title(),
                version,
                seed,
                setup,
                runs.stream()
                        .map(run -> section(scenario, run, savesPower, baseline))
                        .toList(),
                fans.fans(),
                TogetherText.of(together, scenario.names()),
                notes(runs, scenario.names()),
                new ClusterPicture(
                        remarks(scenario, demand, runs), demand.lines(), fans.strips(), fans.calibration(), answers));
    }

    /** Where power is to be saved, doing nothing is not what anybody does: the reactive policy is today's habit then. */
    private static Policy baseline(List<PolicyRun> runs, boolean savesPower) {
        return runs.stream()
                .map(PolicyRun::policy)
                .filter(policy -> savesPower && policy == Policy.REACTIVE)
                .findFirst()
                .orElse(runs.get(0).policy());
    }

    private static List<String> remarks(Scenario scenario, ClusterDemand demand, List<PolicyRun> runs) {
        return Stream.of(scenario.remarks(), demand.sentences(), OracleText.of(scenario, runs))
                .flatMap(List::stream)
                .toList();
    }

    private static PolicyResults section(Scenario scenario, PolicyRun run, boolean savesPower, Policy baseline) {
        SimulationResult result = run.result();
        PolicyRole role = run.policy() == Policy.ORACLE ? PolicyRole.REFERENCE : PolicyRole.CONTENDER;
        return new PolicyResults(
                run.policy().id(),
                run.policy().description(),
                run.policy() == baseline ? PolicyRole.BASELINE : role,
                figures(result.figures(), savesPower),
                result.figures().contentionMinutesByPriority(),
                HeatMaps.of(result.utilization()),
                HeatMaps.byResource(result.utilization()),
                minutes(result, scenario.names()),
                MigrationRows.of(scenario, result));
    }

    private static Map<String, Double> minutes(SimulationResult result, VmNames names) {
        Map<String, Double> minutes = new LinkedHashMap<>();
        result.contentionMinutesByVm().forEach((vm, count) -> minutes.put(names.label(vm), count));
        return minutes;
    }

    /** The first one is the headline: what the scenario is about. */
    private static List<Figure> figures(Figures figures, boolean savesPower) {
        Figure energy = Figure.lowerIsBetter("energy", "Energy", "kWh", figures.energyKwh());
        Figure contention =
                Figure.lowerIsBetter(Figure.CONTENTION, "Contention", "VM min", figures.contentionMinutes());
        return List.of(
                savesPower ? energy : contention,
                savesPower ? contention : energy,
                Figure.lowerIsBetter("migrations", "Migrations", "", figures.migrations()),
                Figure.lowerIsBetter("ping-pong", "Ping-pong", "", figures.pingPong()),
                Figure.lowerIsBetter("slatah", "Host time without enough CPU (SLATAH)", "%", 100 * figures.slatah()),
                Figure.lowerIsBetter("pdm", "CPU lost to migrations (PDM)", "%", 100 * figures.pdm()),
                Figure.lowerIsBetter("slav", "SLAV = SLATAH x PDM", "", figures.slav()),
                Figure.lowerIsBetter("esv", "ESV = energy x SLAV", "kWh", figures.esv()),
                Figure.lowerIsBetter(
                        "contended", "Host time with demand above capacity", "%", 100 * figures.contendedShare()),
                Figure.lowerIsBetter("downtime", "Standstill of all VMs", "s", figures.downtimeSeconds()),
                Figure.descriptive("host-hours", "Hours of active hosts", "h", figures.hostHoursActive()));
    }

    private static List<String> notes(SimulationResult result, VmNames names) {
        return Stream.concat(
                        result.alarms().stream().map(alarm -> AlarmText.of(alarm, names)),
                        result.notes().stream().map(note -> NoteText.of(note, names)))
                .toList();
    }

    private static List<String> notes(List<PolicyRun> runs, VmNames names) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "SLATAH, PDM, SLAV and ESV are those of Beloglazov and Buyya 2012. A host that receives a VM counts as"
                        + " without enough CPU until the VM has arrived.");
        notes.addAll(PolicyRun.outcomes(runs));
        for (PolicyRun run : runs) {
            run.result()
                    .violatedRules()
                    .forEach(rule -> notes.add("Policy " + run.policy().id() + " made a hard rule worse: " + rule));
            List<String> own = notes(run.result(), names);
            own.stream()
                    .limit(MOST_NOTES)
                    .forEach(note -> notes.add("Policy " + run.policy().id() + ": " + note));
            if (own.size() > MOST_NOTES) {
                notes.add("Policy " + run.policy().id() + ": " + (own.size() - MOST_NOTES) + " more notes.");
            }
        }
        return notes;
    }
}
