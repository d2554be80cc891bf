// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.config.Quantity;
import io.affinity.cli.output.Counted;
import io.affinity.core.backtest.Backtest;
import io.affinity.core.backtest.BacktestData;
import io.affinity.core.backtest.BacktestResult;
import io.affinity.core.backtest.LeadScore;
import io.affinity.core.backtest.LeadSkill;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison for a terminal. */
final class BacktestText {

    private BacktestText() {}

    static List<String> introduction(Comparison comparison) {
        BacktestData data = comparison.past().data();
        Backtest backtest = comparison.backtest();
        int shown = data.vms().size();
        int there = comparison.past().vmsThere();
        String vms = shown == there
                ? Counted.of(shown, "VM")
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d VMs, drawn with seed %d",
                        shown,
                        there,
                        backtest.settings().seed());
        List<String> lines = new ArrayList<>();
        lines.add(
                comparison.past().title() + ": " + vms + "; " + data.resource().name() + " in "
                        + data.resource().unit() + "; " + Counted.of(data.steps(), "step") + " of "
                        + Quantity.text(data.step()) + " from " + data.timeOf(0));
        lines.add(Counted.of(backtest.origins(), "origin") + " from " + backtest.originAt(0) + " to "
                + backtest.originAt(backtest.origins() - 1) + "; the first "
                + Leads.text(backtest.settings().learned(), data.step()) + " are only learned from");
        comparison.notes().forEach(note -> lines.add("NOTE: " + note));
        return lines;
    }

    static List<String> lines(Compared compared) {
        List<String> lines = new ArrayList<>();
        for (int lead = 0; lead < compared.leads(); lead++) {
            lines.add(heading(compared, lead));
            lines.addAll(FigureText.aligned(table(compared, lead)));
            lines.add("");
        }
        notes(compared).forEach(note -> lines.add("NOTE: " + note));
        lines.add(compared.verdict());
        return lines;
    }

    private static String heading(Compared compared, int lead) {
        int steps = compared.comparison().backtest().settings().leads().get(lead);
        return compared.comparison().leadText(lead) + " ahead (lead " + steps + "), "
                + String.format(
                        Locale.ROOT, "%,d", compared.result().score(0, lead).values()) + " values compared";
    }

    private static List<List<String>> table(Compared compared, int lead) {
        String unit = compared.comparison().past().data().resource().unit();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "",
                "pinball",
                "wQL",
                "wQL",
                "skill % over",
                "skill % over",
                "skill % over",
                "within",
                "within",
                "within",
                "CPU ms"));
        rows.add(List.of(
                "forecaster",
                unit,
                "of all",
                "median VM",
                "persistence",
                "last day",
                "last week",
                "80 %",
                "90 %",
                "95 %",
                "a forecast"));
        for (int contender : compared.rows()) {
            rows.add(row(compared, contender, lead));
        }
        return rows;
    }

    private static List<String> row(Compared compared, int contender, int lead) {
        BacktestResult result = compared.result();
        LeadScore score = result.score(contender, lead);
        List<String> cells = new ArrayList<>();
        cells.add(compared.comparison().contenders().name(contender));
        cells.add(FigureText.quantity(score.pinball()));
        cells.add(FigureText.quantity(score.wql()));
        cells.add(FigureText.quantity(score.medianWql()));
        for (int reference : compared.references()) {
            cells.add(reference < 0 || reference == contender ? "-" : skill(result.skill(contender, reference, lead)));
        }
        cells.add(FigureText.percent(score.coverage80(), 1));
        cells.add(FigureText.percent(score.coverage90(), 1));
        cells.add(FigureText.percent(score.coverage95(), 1));
        cells.add(FigureText.quantity(result.cpuMillis(contender)));
        return cells;
    }

    private static String skill(LeadSkill skill) {
        return FigureText.percent(skill.pooled(), 0) + " (" + FigureText.percent(skill.medianOfVms(), 0) + ")";
    }

    /** {@return what else there is to say, a sentence each} */
    static List<String> notes(Compared compared) {
        BacktestResult result = compared.result();
        List<String> notes = new ArrayList<>();
        long work = (long) compared.comparison().past().data().vms().size()
                * compared.comparison().backtest().origins();
        String standIn = compared.comparison().contenders().name(Contenders.PERSISTENCE);
        for (int contender : compared.rows()) {
            if (result.failed(contender) > 0 && contender != Contenders.PERSISTENCE) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%,d of %,d forecasts of %s could not be made, and %s stands in for it; the first of %s.",
                        result.failed(contender),
                        work,
                        compared.comparison().contenders().name(contender),
                        standIn,
                        result.problem(contender)));
            }
        }
        if (result.failed(Contenders.PERSISTENCE) > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d forecasts are not compared, as nothing was known of their VMs yet; the first of %s.",
                    result.failed(Contenders.PERSISTENCE),
                    work,
                    result.problem(Contenders.PERSISTENCE)));
        }
        if (result.silentVms() > 0) {
            notes.add("Of " + Counted.of(result.silentVms(), "VM")
                    + ", nothing came that forecasts could be compared with.");
        }
        return notes;
    }
}
