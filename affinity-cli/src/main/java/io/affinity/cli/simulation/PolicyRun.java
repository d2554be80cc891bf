// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.output.OutcomeText;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.simulation.SimulationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy and what it came to.
 *
 * @param took how long the simulation took, in real time
 */
public record PolicyRun(Policy policy, SimulationResult result, Duration took) {

    /** {@return what the control loops themselves made of their decisions, a line for each that kept an account} */
    public static List<String> outcomes(List<PolicyRun> runs) {
        List<String> lines = new ArrayList<>();
        for (PolicyRun run : runs) {
            DecisionSummary outcome = run.result().outcome();
            String text = outcome == null ? "" : OutcomeText.of(outcome);
            if (!text.isEmpty()) {
                lines.add("Own account of " + run.policy().id() + ": " + text);
            }
            if (run.result().cyclesWithOverload() > 0) {
                lines.add("In " + run.result().cyclesWithOverload() + " cycles "
                        + run.policy().id()
                        + " foresaw all hosts together short: no placement helps against that, and nothing was migrated"
                        + " because of it.");
            }
        }
        return lines;
    }
}
