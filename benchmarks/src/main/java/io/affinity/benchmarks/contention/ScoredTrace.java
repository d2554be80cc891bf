// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import java.util.Arrays;

/** How the predictions on one trace came out. */
record ScoredTrace(String name, int vms, int hosts, ContentionScores scores) {

    /** {@return whether no simpler rule is as good as joint scenarios} */
    boolean isJointBest() {
        return Arrays.stream(Predictor.values())
                .filter(predictor -> predictor != Predictor.JOINT)
                .allMatch(predictor -> scores.brier(predictor) > scores.brier(Predictor.JOINT));
    }
}
