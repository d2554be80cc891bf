// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Who answers the windows of a task. */
interface Answers {

    /**
     * Forecasts windows.
     *
     * @param all windows of a task, in their order: whoever learns over the fleet learns from all
     * @param isAsked which of them are forecast
     * @param start of the month
     */
    void answer(List<EvalWindow> all, Predicate<EvalWindow> isAsked, Instant start, Sink sink)
            throws IOException, InterruptedException;

    /** Takes each answer, in an order that is always the same. */
    interface Sink {
        void take(WindowAnswer answer) throws IOException;
    }
}
