// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The scores for a person: how reliable each trace's probabilities are, then the Brier scores of all traces. */
final class ContentionText {

    private ContentionText() {}

    static void print(ScoredTrace trace, PrintStream out) {
        ContentionScores scores = trace.scores();
        out.printf(
                Locale.ROOT,
                "%s: %d VMs on %d hosts, %d predictions up to an hour ahead, contention in %.1f %% of them;"
                        + " reliability of joint:%n%n",
                trace.name(),
                trace.vms(),
                trace.hosts(),
                scores.predictions(),
                100 * scores.baseRate());
        out.println("| predicted | happened | number |");
        out.println("|---|---|---|");
        for (int bin = 0; bin < ContentionScores.BINS; bin++) {
            if (scores.predicted(bin) > 0) {
                out.printf(
                        Locale.ROOT,
                        "| %.3f | %.3f | %d |%n",
                        scores.meanProbability(bin),
                        scores.frequency(bin),
                        scores.predicted(bin));
            }
        }
        out.println();
        out.flush();
    }

    static void printBrier(List<ScoredTrace> traces, PrintStream out) {
        StringBuilder header = new StringBuilder("| Brier |");
        for (Predictor predictor : Predictor.values()) {
            header.append(' ').append(predictor.id()).append(" |");
        }
        out.println(header.append(" in 80 % interval | in 95 % interval |"));
        out.println("|---".repeat(Predictor.values().length + 3) + "|");
        for (ScoredTrace trace : traces) {
            out.println(brier(trace));
        }
    }

    private static String brier(ScoredTrace trace) {
        StringBuilder row = new StringBuilder("| " + trace.name() + " |");
        for (Predictor predictor : Predictor.values()) {
            row.append(String.format(Locale.ROOT, " %.5f |", trace.scores().brier(predictor)));
        }
        return row.append(String.format(
                        Locale.ROOT,
                        " %.1f %% | %.1f %% |",
                        100 * trace.scores().coverage80(),
                        100 * trace.scores().coverage95()))
                .toString();
    }
}
