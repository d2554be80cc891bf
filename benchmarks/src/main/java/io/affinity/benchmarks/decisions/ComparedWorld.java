// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import java.util.List;

/** All outcomes in one world. */
record ComparedWorld(DecisionWorld world, List<PolicyOutcome> outcomes) {

    ComparedWorld {
        outcomes = List.copyOf(outcomes);
    }
}
