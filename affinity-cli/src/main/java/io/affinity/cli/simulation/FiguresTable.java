// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.simulation.Figures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The figures of the policies side by side, as text for a terminal.
 *
 * @param lines a header of two, then one for each policy
 */
public record FiguresTable(List<String> lines) {

    public FiguresTable {
        lines = List.copyOf(lines);
    }

    /** {@return the table of these runs, at least one} */
    public static FiguresTable of(List<PolicyRun> runs) {
        Set<String> priorities = new LinkedHashSet<>();
        runs.forEach(run -> priorities.addAll(
                run.result().figures().contentionMinutesByPriority().keySet()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(priorities, true));
        rows.add(header(priorities, false));
        runs.forEach(run -> rows.add(cells(run, priorities)));
        return new FiguresTable(AlignedTable.of(rows));
    }

    private static List<String> header(Set<String> priorities, boolean isFirst) {
        List<String> cells = new ArrayList<>(
                isFirst
                        ? List.of("", "energy", "", "", "SLATAH", "PDM", "ping-")
                        : List.of("policy", "kWh", "migrations", "SLAV", "%", "%", "pong"));
        // Minutes of contention, by priority: the two lines are read together.
        priorities.forEach(priority -> cells.add(isFirst ? "contention" : priority + " min"));
        cells.add(isFirst ? "run time" : "s");
        return cells;
    }

    private static List<String> cells(PolicyRun run, Set<String> priorities) {
        Figures figures = run.result().figures();
        List<String> cells = new ArrayList<>();
        cells.add(run.policy().id());
        cells.add(text("%,.2f", figures.energyKwh()));
        cells.add(text("%,d", figures.migrations()));
        cells.add(figures.slav() == 0 ? "0" : text("%.2e", figures.slav()));
        cells.add(text("%.2f", 100 * figures.slatah()));
        cells.add(text("%.4f", 100 * figures.pdm()));
        cells.add(text("%,d", figures.pingPong()));
        for (String priority : priorities) {
            cells.add(text("%,.0f", figures.contentionMinutesByPriority().getOrDefault(priority, 0.0)));
        }
        cells.add(text("%.1f", run.took().toMillis() / 1000.0));
        return cells;
    }

    private static String text(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
