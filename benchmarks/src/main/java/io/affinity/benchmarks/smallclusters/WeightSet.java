// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.smallclusters;

import io.affinity.spi.placement.ObjectiveWeights;
import java.util.List;

/** What the terms of the objective are worth, and a word for it. */
record WeightSet(String name, ObjectiveWeights weights) {

    /** Those of the control loop by default, those of traces, and two that have all that is left. */
    static final List<WeightSet> ALL = List.of(
            new WeightSet("contention", ObjectiveWeights.CONTENTION_ONLY),
            new WeightSet("contention, active hosts 14", ObjectiveWeights.CONTENTION_ONLY.withActiveHost(14)),
            new WeightSet("dear contention, active hosts 5", new ObjectiveWeights(12, 2000, 5, 0)),
            new WeightSet("dear contention, imbalance 10", new ObjectiveWeights(12, 2000, 0, 10)));
}
