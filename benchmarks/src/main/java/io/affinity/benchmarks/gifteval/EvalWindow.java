// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import java.util.Arrays;

/**
 * One window of one series: everything before it may be learned.
 *
 * @param vm its name
 * @param series {@code pct} or {@code mhz}
 * @param values the whole series at the steps of the task; shared, not to be changed
 * @param window 0 for the earliest
 */
record EvalWindow(GiftTask task, String vm, String series, double[] values, int window) {

    int from() {
        return task.from(window, values.length);
    }

    double[] history() {
        return Arrays.copyOf(values, from());
    }

    double[] actual() {
        return Arrays.copyOfRange(values, from(), from() + task.horizon());
    }
}
