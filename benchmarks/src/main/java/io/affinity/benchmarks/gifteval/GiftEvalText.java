// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures of a month as tables. */
final class GiftEvalText {

    private record Line(String method, String kind, double relativeWql, double relativeMase, String cells) {}

    private GiftEvalText() {}

    static void print(String month, String model, List<TaskScore> scores, PrintStream out) {
        out.printf("%s, %s%n%n", month, model);
        out.println("| task | windows | wQL | MASE | seasonal naive here: wQL | MASE | CPU ms a forecast |");
        out.println("|---|---|---|---|---|---|---|");
        for (TaskScore score : scores) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %d%s | %.4f | %.4f | %.4f | %.4f | %.2f |%n",
                    score.task().label(),
                    score.windows(),
                    score.failed() == 0 ? "" : " (" + score.failed() + " of them naive)",
                    score.wql(),
                    score.mase(),
                    score.naiveWql(),
                    score.naiveMase(),
                    score.millis());
        }
        out.printf(
                Locale.ROOT,
                "%nrelative to seasonal naive here: wQL %.3f, MASE %.3f%n%n",
                relative(scores, TaskScore::wql, TaskScore::naiveWql),
                relative(scores, TaskScore::mase, TaskScore::naiveMase));
    }

    static double relative(
            List<TaskScore> scores, ToDoubleFunction<TaskScore> value, ToDoubleFunction<TaskScore> reference) {
        return TaskScore.relative(
                scores.stream().map(value::applyAsDouble).toList(),
                scores.stream().map(reference::applyAsDouble).toList());
    }

    /** The published rows of July on these tasks, and this one among them. */
    static void printPublished(String model, List<TaskScore> scores, List<PublishedRow> published, PrintStream out) {
        PublishedRow naive = published.stream()
                .filter(row -> row.method().equals(PublishedRow.NAIVE))
                .findFirst()
                .orElseThrow();
        List<Line> lines = new ArrayList<>();
        for (PublishedRow row : published) {
            lines.add(line(
                    row.method(),
                    row.kind(),
                    scores,
                    score -> row.wql(score.task()),
                    score -> row.mase(score.task()),
                    naive));
        }
        lines.add(line("**" + model + "**", "this run", scores, TaskScore::wql, TaskScore::mase, naive));
        lines.sort(Comparator.comparingDouble(Line::relativeWql));
        out.print("| method | kind | relative wQL | relative MASE |");
        scores.forEach(score -> out.print(" " + score.task().label() + " wQL / MASE |"));
        out.printf("%n|---|---|---|---|%s%n", "---|".repeat(scores.size()));
        for (Line line : lines) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %.3f |%s%n",
                    line.method,
                    line.kind,
                    line.relativeWql,
                    line.relativeMase,
                    line.cells);
        }
        out.println();
    }

    private static Line line(
            String method,
            String kind,
            List<TaskScore> scores,
            ToDoubleFunction<TaskScore> wql,
            ToDoubleFunction<TaskScore> mase,
            PublishedRow naive) {
        StringBuilder cells = new StringBuilder();
        for (TaskScore score : scores) {
            cells.append(
                    String.format(Locale.ROOT, " %.4f / %.4f |", wql.applyAsDouble(score), mase.applyAsDouble(score)));
        }
        return new Line(
                method,
                kind,
                relative(scores, wql, score -> naive.wql(score.task())),
                relative(scores, mase, score -> naive.mase(score.task())),
                cells.toString());
    }
}
