// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import java.io.PrintStream;
import java.util.Locale;

/** The figures for a person. */
final class RollingText {

    private RollingText() {}

    static void print(RollingReport report, PrintStream out) {
        out.println("| model | horizon | series | failed | loss | pinball .5 | pinball .9 | cover 80 % | cover 95 %"
                + " | CPU ms a fit | CPU us an origin |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        for (RollingRow row : report.rows()) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.4f | %.4f | %.4f | %.1f | %.1f | %.2f | %.1f |%n",
                    row.model(),
                    row.horizon(),
                    row.series(),
                    row.failed(),
                    row.loss(),
                    row.pinball50(),
                    row.pinball90(),
                    100 * row.coverage80(),
                    100 * row.coverage95(),
                    row.fitMillis(),
                    row.loopMicros());
        }
        out.println();
        out.println("| model | reference | horizon | series | skill mean | median | of summed losses | reference wins"
                + " | and is picked there |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (SkillRow skill : report.skills()) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %.3f | %.3f | %.3f | %d (%.1f %%) | %d |%n",
                    skill.model(),
                    skill.reference(),
                    skill.horizon(),
                    skill.series(),
                    skill.mean(),
                    skill.median(),
                    skill.total(),
                    skill.referenceWins(),
                    100.0 * skill.referenceWins() / (skill.series() + skill.undefined()),
                    skill.pickedThere());
        }
    }
}
