package io.affinity.cli.simulation;

import io.affinity.cli.output.AlarmText;
import io.affinity.cli.output.NoteText;
import io.affinity.cli.output.ReasonText;
import io.affinity.cli.report.Figure;
import io.affinity.cli.report.ForecastFan;
import io.affinity.cli.report.MigrationRow;
import io.affinity.cli.report.PolicyResults;
import io.affinity.cli.report.PolicyRole;
import io.affinity.cli.report.SetupLine;
import io.affinity.cli.report.SimulationReport;
import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Figures;
import io.affinity.simulation.MigrationRecord;
import io.affinity.simulation.SimulationResult;
import io.affinity.simulation.SimulationSettings;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the HTML report shows of a comparison. */
public final class ReportContent {

    /** VMs of simulations are called by their ids. */
    private static final VmNames NAMES = VmNames.of(List.of());

    private static final int MOST_NOTES = 5;

    private ReportContent() {}

    /**
     * {@return the content}
     *
     * @param version of the program
     * @param forecaster by its name
     * @param runs at least one, of different policies
     * @param fans of the predictive policy; may be empty
     * @param together in the demand of the scenario
     */
    public static SimulationReport of(
            Scenario scenario,
            long seed,
            String version,
            String forecaster,
            List<PolicyRun> runs,
            List<ForecastFan> fans,
            MovesTogether together) {
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
                runs.stream().map(run -> section(run, savesPower, baseline)).toList(),
                fans,
                TogetherText.of(together),
                notes(runs));
    }

    /** Where power is to be saved, doing nothing is not what anybody does: the reactive policy is today's habit then. */
    private static Policy baseline(List<PolicyRun> runs, boolean savesPower) {
        return runs.stream()
                .map(PolicyRun::policy)
                .filter(policy -> savesPower && policy == Policy.REACTIVE)
                .findFirst()
                .orElse(runs.get(0).policy());
    }

    private static PolicyResults section(PolicyRun run, boolean savesPower, Policy baseline) {
        SimulationResult result = run.result();
        PolicyRole role = run.policy() == Policy.ORACLE ? PolicyRole.REFERENCE : PolicyRole.CONTENDER;
        return new PolicyResults(
                run.policy().id(),
                run.policy().description(),
                run.policy() == baseline ? PolicyRole.BASELINE : role,
                figures(result.figures(), savesPower),
                result.figures().contentionMinutesByPriority(),
                HeatMaps.of(result.utilization()),
                result.migrations().stream().map(ReportContent::row).toList());
    }

    /** The first one is the headline: what the scenario is about. */
    private static List<Figure> figures(Figures figures, boolean savesPower) {
        Figure energy = Figure.lowerIsBetter("energy", "Energy", "kWh", figures.energyKwh());
        Figure contention = Figure.lowerIsBetter("contention", "Contention", "VM min", figures.contentionMinutes());
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
                Figure.lowerIsBetter("downtime", "Downtime of all VMs", "s", figures.downtimeSeconds()),
                Figure.descriptive("host-hours", "Hours of active hosts", "h", figures.hostHoursActive()));
    }

    private static MigrationRow row(MigrationRecord record) {
        return new MigrationRow(
                record.start(),
                record.elapsed(),
                record.downtime(),
                record.migration().vm().value(),
                record.migration().source().value(),
                record.migration().target().value(),
                outcome(record.outcome()),
                record.reasons().stream().map(ReasonText::of).toList());
    }

    /** Without the reason of a failure, which may differ each time: equal words share a color. */
    private static String outcome(MigrationOutcome outcome) {
        if (outcome instanceof MigrationOutcome.Completed) {
            return "completed";
        } else if (outcome instanceof MigrationOutcome.Aborted) {
            return "aborted";
        } else if (outcome instanceof MigrationOutcome.Failed) {
            return "failed";
        } else if (outcome instanceof MigrationOutcome.Unknown) {
            return "unknown";
        }
        throw new AssertionError("There is no word for " + outcome);
    }

    private static List<String> notes(SimulationResult result) {
        return Stream.concat(
                        result.alarms().stream().map(alarm -> AlarmText.of(alarm, NAMES)),
                        result.notes().stream().map(note -> NoteText.of(note, NAMES)))
                .toList();
    }

    private static List<String> notes(List<PolicyRun> runs) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "SLATAH, PDM, SLAV and ESV are those of Beloglazov and Buyya 2012. A host that receives a VM counts as"
                        + " without enough CPU until the VM has arrived.");
        notes.addAll(PolicyRun.outcomes(runs));
        for (PolicyRun run : runs) {
            run.result()
                    .violatedRules()
                    .forEach(rule -> notes.add("Policy " + run.policy().id() + " made a hard rule worse: " + rule));
            List<String> own = notes(run.result());
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
