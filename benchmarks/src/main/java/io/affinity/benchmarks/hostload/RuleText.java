// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The scores of all rules for a person; what a rule has nothing to say about is a dash. */
final class RuleText {

    private RuleText() {}

    static void print(List<HostLoadResult> results, PrintStream out) {
        out.println();
        out.println(
                "| rule | trace | lead | outcomes | in 80 % | above, below | in 95 % | above, below | short % | Brier"
                        + " | pinball % |");
        out.println("|---".repeat(11) + "|");
        for (HostLoadResult result : results) {
            for (LoadsAtLead lead : result.leads()) {
                for (LoadRule rule : LoadRule.values()) {
                    print(result, lead.lead(), rule, lead.of(rule), out);
                }
            }
        }
    }

    private static void print(HostLoadResult result, int lead, LoadRule rule, QuantileScores scores, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "| %s | %s, %s | %d | %d | %s | %s, %s | %s | %s, %s | %s | %s | %s |%n",
                rule.id(),
                result.name(),
                result.resource(),
                lead,
                scores.outcomes(),
                number("%.1f", 100 * scores.within80()),
                number("%.1f", 100 * scores.above80()),
                number("%.1f", 100 * scores.below80()),
                number("%.1f", 100 * scores.within95()),
                number("%.1f", 100 * scores.above95()),
                number("%.1f", 100 * scores.below95()),
                number("%.1f", 100 * scores.contended()),
                number("%.5f", scores.brier()),
                number("%.3f", 100 * scores.pinball()));
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
