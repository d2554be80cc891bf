// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Figures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The figures for a person: a table for each world. */
final class DecisionsText {

    private DecisionsText() {}

    static void print(ComparedWorld compared, long seed, PrintStream out) {
        Scenario scenario = compared.world().scenario();
        out.printf(
                Locale.ROOT,
                "%s: %d hosts, %d VMs, %d steps of %d s after %d of history, seed %d%n%n",
                compared.world().name(),
                scenario.fleet().hosts().size(),
                scenario.fleet().vms().size(),
                scenario.workload().steps(),
                scenario.workload().step().toSeconds(),
                scenario.workload().historySteps(),
                seed);
        Set<String> priorities = priorities(compared);
        List<String> header = header(priorities);
        out.println(row(header));
        out.println("|---".repeat(header.size()) + "|");
        for (PolicyOutcome outcome : compared.outcomes()) {
            out.println(row(cells(outcome, compared.outcomes(), priorities)));
        }
        out.println();
        printWorsened(compared, out);
        out.flush();
    }

    /** {@return the priorities, if there are several} */
    private static Set<String> priorities(ComparedWorld compared) {
        Set<String> priorities = new LinkedHashSet<>();
        compared.outcomes()
                .forEach(outcome -> priorities.addAll(
                        outcome.figures().contentionMinutesByPriority().keySet()));
        return priorities.size() > 1 ? priorities : Set.of();
    }

    private static List<String> header(Set<String> priorities) {
        List<String> header = new ArrayList<>(List.of("policy", "contended VM min"));
        priorities.forEach(priority -> header.add(priority + " min"));
        header.addAll(List.of(
                "unserved core h",
                "unserved %",
                "host min short",
                "migrations",
                "ping-pong",
                "energy kWh",
                "SLAV",
                "CPU s",
                "most VMs on a host",
                "value of prediction"));
        return header;
    }

    private static List<String> cells(PolicyOutcome outcome, List<PolicyOutcome> all, Set<String> priorities) {
        Figures figures = outcome.figures();
        List<String> cells = new ArrayList<>();
        cells.add(outcome.policy());
        cells.add(text("%.0f", figures.contentionMinutes()));
        for (String priority : priorities) {
            cells.add(text("%.0f", figures.contentionMinutesByPriority().getOrDefault(priority, 0.0)));
        }
        cells.add(text("%.2f", figures.unservedCoreHours()));
        cells.add(text("%.4f", 100 * figures.unservedShare()));
        cells.add(text("%.0f", figures.hostMinutesShort()));
        cells.add(text("%d", figures.migrations()));
        cells.add(text("%d", figures.pingPong()));
        cells.add(text("%.2f", figures.energyKwh()));
        cells.add(figures.slav() == 0 ? "0" : text("%.2e", figures.slav()));
        cells.add(text("%.1f", outcome.cpuSeconds()));
        cells.add(text("%d", figures.mostVmsOnHost()));
        double value = outcome.valueOfPrediction(all);
        cells.add(Double.isNaN(value) ? "-" : text("%.3f", value));
        return cells;
    }

    private static void printWorsened(ComparedWorld compared, PrintStream out) {
        for (PolicyOutcome outcome : compared.outcomes()) {
            if (!outcome.worsenedRules().isEmpty()) {
                out.println(outcome.policy() + " made hard rules worse: " + String.join(", ", outcome.worsenedRules()));
            }
        }
    }

    private static String text(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
