// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.benchmarks.series.NamedSeries;
import java.util.List;

/**
 * What every method is asked: to learn one series and to forecast it.
 *
 * @param history what may be learned
 * @param actual what happened then, for the score only; as long as the horizon
 * @param periods of the seasons in steps, each at least 2; may be empty
 */
record Task(NamedSeries history, double[] actual, List<Integer> periods) {

    int horizon() {
        return actual.length;
    }

    /** {@return the first period, which is the season of a method that knows one only; 1 without any} */
    int period() {
        return periods.isEmpty() ? 1 : periods.get(0);
    }
}
