// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import java.io.PrintStream;
import java.util.Locale;

/** The figures for a person. */
final class HostLoadText {

    private HostLoadText() {}

    static void header(int scenarios, PrintStream out) {
        LoadScores nominal = new LoadScores(scenarios);
        out.printf(
                Locale.ROOT,
                "%d scenarios; if they are honest, %.1f %% of the outcomes are inside, %.1f %% above and below each, the mean"
                        + " rank is 50 %%, the ratios are 1%n%n",
                scenarios,
                100 * nominal.nominalInside(),
                100 * nominal.nominalTail());
        out.println(
                "| trace | VMs / hosts | lead | ranks | outcomes | mean ratio | inside % | above % | below % | mean rank %"
                        + " | error / spread | CRPS % |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    static void print(HostLoadResult result, PrintStream out) {
        for (LoadsAtLead lead : result.leads()) {
            for (Ranks ranks : Ranks.values()) {
                print(result, lead.lead(), ranks, lead.of(ranks), out);
            }
        }
    }

    private static void print(HostLoadResult result, int lead, Ranks ranks, LoadScores scores, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "| %s, %s | %d / %d | %d | %s | %d | %.3f | %.1f | %.1f | %.1f | %.1f | %.3f | %.3f |%n",
                result.name(),
                result.resource(),
                result.vms(),
                result.hosts(),
                lead,
                ranks.id(),
                scores.outcomes(),
                scores.meanRatio(),
                100 * scores.inside(),
                100 * scores.above(),
                100 * scores.below(),
                100 * scores.meanRank(),
                scores.errorVariance(),
                100 * scores.crps());
    }
}
