// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import java.util.List;
import java.util.Locale;

/**
 * What became of one table.
 *
 * @param runs none if it was left out
 */
record TableResult(Table table, List<RunResult> runs) {

    /** How it ended. */
    enum State {
        MADE,
        FAILED,
        LEFT_OUT;

        /** {@return it in words} */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    TableResult {
        runs = List.copyOf(runs);
    }

    State state() {
        if (runs.isEmpty()) {
            return State.LEFT_OUT;
        }
        return runs.stream().allMatch(run -> run.failure().isEmpty()) ? State.MADE : State.FAILED;
    }
}
