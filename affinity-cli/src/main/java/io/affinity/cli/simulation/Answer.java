// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.WhatIf;
import java.util.List;

/**
 * What a change came to.
 *
 * @param question what was changed
 * @param changed the scenario with the change
 * @param runs of the same policies as without it, in the same order
 */
public record Answer(WhatIf question, Scenario changed, List<PolicyRun> runs) {

    public Answer {
        runs = List.copyOf(runs);
    }
}
