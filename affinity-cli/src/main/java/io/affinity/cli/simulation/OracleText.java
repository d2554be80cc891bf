// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Figures;
import java.util.List;
import java.util.Locale;

/** Explains what would look like a mistake: who knows the future stands short for longer than who forecasts it. */
final class OracleText {

    private OracleText() {}

    /** {@return a sentence, or none if there is nothing to explain} */
    static List<String> of(Scenario scenario, List<PolicyRun> runs) {
        Figures predictive = null;
        Figures oracle = null;
        for (PolicyRun run : runs) {
            predictive = run.policy() == Policy.PREDICTIVE ? run.result().figures() : predictive;
            oracle = run.policy() == Policy.ORACLE ? run.result().figures() : oracle;
        }
        if (predictive == null || oracle == null || oracle.contentionMinutes() <= predictive.contentionMinutes()) {
            return List.of();
        }
        return List.of(String.format(
                Locale.ROOT,
                "The oracle is no bound: it knows the next %d min and nothing beyond, and leaves shortages that cost"
                        + " less than a migration; a forecast keeps clear of what may be. It is short for %,.0f VM minutes"
                        + " against %,.0f, with %,d migrations against %,d.",
                scenario.predictive().horizon().toMinutes(),
                oracle.contentionMinutes(),
                predictive.contentionMinutes(),
                oracle.migrations(),
                predictive.migrations()));
    }
}
