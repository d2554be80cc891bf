// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.output.Counted;
import io.affinity.cli.output.TimeText;
import io.affinity.cli.report.WhatIfAnswer;
import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Figures;
import io.affinity.simulation.MigrationRecord;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What a change would do, in words and as a table. */
public final class AnswerText {

    private static final String GAP = "  ";

    private AnswerText() {}

    /**
     * {@return the answer as the report and the terminal show it}
     *
     * @param runs without the change
     */
    public static WhatIfAnswer of(Scenario scenario, List<PolicyRun> runs, Answer answer) {
        List<String> sentences = new ArrayList<>();
        sentences.add(main(runs, answer));
        List<String> demand = ClusterDemand.of(answer.changed()).sentences();
        if (!demand.equals(ClusterDemand.of(scenario).sentences())) {
            sentences.addAll(demand);
        }
        answer.changed().settings().drains().forEach((host, since) -> {
            for (PolicyRun run : answer.runs()) {
                sentences.add(drained(answer.changed(), run, host, since));
            }
        });
        List<WhatIfAnswer.Row> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            rows.add(row(runs.get(i), answer.runs().get(i)));
        }
        return new WhatIfAnswer(answer.question().text(), sentences, rows);
    }

    /** Of the policy that anybody would run: the predictive one, or else the last. */
    private static String main(List<PolicyRun> runs, Answer answer) {
        int chosen = runs.size() - 1;
        for (int i = 0; i < runs.size(); i++) {
            chosen = runs.get(i).policy() == Policy.PREDICTIVE ? i : chosen;
        }
        Figures before = runs.get(chosen).result().figures();
        Figures after = answer.runs().get(chosen).result().figures();
        return "With " + runs.get(chosen).policy().id() + ", VMs would stand short for "
                + whole(after.contentionMinutes()) + " VM minutes instead of " + whole(before.contentionMinutes())
                + ", with " + Counted.of(after.migrations(), "migration") + " instead of "
                + before.migrations() + ".";
    }

    private static WhatIfAnswer.Row row(PolicyRun before, PolicyRun after) {
        return new WhatIfAnswer.Row(
                before.policy().id(),
                List.of(
                        cell("VM min short", before, after, Figures::contentionMinutes),
                        cell("host min short", before, after, Figures::hostMinutesShort),
                        cell("core h unserved", before, after, Figures::unservedCoreHours),
                        cell("migrations", before, after, Figures::migrations),
                        cell("standstill s", before, after, Figures::downtimeSeconds),
                        cell("energy kWh", before, after, Figures::energyKwh)));
    }

    private static WhatIfAnswer.Cell cell(
            String label, PolicyRun before, PolicyRun after, ToDoubleFunction<Figures> figure) {
        return new WhatIfAnswer.Cell(
                label,
                whole(figure.applyAsDouble(before.result().figures())),
                whole(figure.applyAsDouble(after.result().figures())));
    }

    private static String whole(double value) {
        boolean isFine = value < 10 && value != Math.rint(value);
        return String.format(Locale.ROOT, isFine ? "%,.1f" : "%,.0f", value);
    }

    private static String drained(Scenario changed, PolicyRun run, HostId host, Instant since) {
        int host0 = changed.fleet().indexOf(host);
        int left = 0;
        for (int placed : changed.fleet().hostIndexByVm()) {
            left += placed == host0 ? 1 : 0;
        }
        Instant empty = left == 0 ? since : null;
        for (MigrationRecord record : run.result().migrations()) {
            if (record.outcome() instanceof MigrationOutcome.Completed) {
                left += record.migration().target().equals(host) ? 1 : 0;
                left -= record.migration().source().equals(host) ? 1 : 0;
                empty = left == 0 ? laterOf(since, record.start().plus(record.elapsed()), empty) : null;
            }
        }
        String who = run.policy().id() + ": " + host + ", to be emptied from " + TimeText.of(since) + " on, ";
        return empty == null
                ? who + "still runs " + Counted.of(left, "VM") + " in the end."
                : who + "is empty at " + TimeText.of(empty) + ".";
    }

    private static Instant laterOf(Instant since, Instant end, @Nullable Instant known) {
        if (known != null) {
            return known;
        }
        return end.isBefore(since) ? since : end;
    }

    /** {@return the answer for a terminal} */
    public static List<String> lines(WhatIfAnswer answer) {
        List<String> lines = new ArrayList<>();
        lines.add("What if: " + answer.question());
        answer.sentences().forEach(sentence -> lines.add(GAP + sentence));
        List<List<String>> cells = new ArrayList<>();
        cells.add(header(answer.rows().get(0)));
        for (WhatIfAnswer.Row row : answer.rows()) {
            List<String> line = new ArrayList<>(List.of(row.policy()));
            row.cells().forEach(cell -> line.add(cell.before() + " -> " + cell.after()));
            cells.add(line);
        }
        AlignedTable.of(cells).forEach(line -> lines.add(GAP + line));
        return lines;
    }

    private static List<String> header(WhatIfAnswer.Row row) {
        List<String> header = new ArrayList<>(List.of("policy"));
        row.cells().forEach(cell -> header.add(cell.label()));
        return header;
    }
}
