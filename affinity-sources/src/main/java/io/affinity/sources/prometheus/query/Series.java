// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import java.util.Map;

/** Samples of one series by time, each later than the one before. Immutable, apart from the arrays, which nobody else has. */
public final class Series {

    private final Map<String, String> labels;
    private final long[] times;
    private final double[] values;
    private final int length;

    Series(Map<String, String> labels, long[] times, double[] values, int length) {
        this.labels = Map.copyOf(labels);
        this.times = times;
        this.values = values;
        this.length = length;
    }

    public Map<String, String> labels() {
        return labels;
    }

    /** {@return the number of samples} */
    public int length() {
        return length;
    }

    /** {@return when a sample was taken, in milliseconds since 1970} */
    public long time(int index) {
        return times[index];
    }

    /** {@return a sample as the server gave it: NaN and infinite values too} */
    public double value(int index) {
        return values[index];
    }
}
