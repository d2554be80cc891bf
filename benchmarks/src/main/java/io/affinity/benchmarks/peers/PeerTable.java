// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.benchmarks.scores.ForecastScores;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The figures for a person. */
final class PeerTable {

    private static final String HEAD =
            "| method | series | failed | sMAPE | MASE | OWA | MSIS | pinball .5 | pinball .9"
                    + " | cover 80 % | cover 95 % | CPU ms mean | median | p95 |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    private PeerTable() {}

    static void print(List<PeerRow> rows, PrintStream out) {
        out.println(HEAD);
        for (PeerRow row : rows) {
            ForecastScores scores = row.scores();
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.1f | %.1f | %.2f | %.2f | %.2f |%n",
                    row.method(),
                    row.series(),
                    row.failed(),
                    scores.smape(),
                    scores.mase(),
                    row.owa(),
                    scores.msis(),
                    scores.pinball50(),
                    scores.pinball90(),
                    100 * scores.coverage80(),
                    100 * scores.coverage95(),
                    row.cpuMean(),
                    row.cpuMedian(),
                    row.cpu95());
        }
    }

    static void print(Likelihoods pair, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%s against %s on %d series: log-likelihood equal (1e-4) or better on %d; difference least %.4g, median"
                        + " %.4g, greatest %.4g; CPU ratio %.3f%n",
                pair.first(),
                pair.second(),
                pair.series(),
                pair.equalOrBetter(),
                pair.least(),
                pair.median(),
                pair.greatest(),
                pair.cpuRatio());
    }
}
