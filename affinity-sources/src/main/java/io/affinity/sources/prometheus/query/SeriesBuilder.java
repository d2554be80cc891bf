// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Collects one series. */
final class SeriesBuilder {

    private static final int FIRST_ROOM = 64;

    private final Map<String, String> labels = new HashMap<>();
    private long[] times = new long[FIRST_ROOM];
    private double[] values = new double[FIRST_ROOM];
    private int length;

    void label(String name, String value) throws QueryException {
        if (labels.put(name, value) != null) {
            throw AnswerReader.broken("the label (" + name + ") is given twice");
        }
    }

    void sample(double seconds, double value) throws QueryException {
        long time = Math.round(seconds * 1000);
        if (length > 0 && time <= times[length - 1]) {
            throw AnswerReader.broken("the samples of " + labels + " are not in order, (" + times[length - 1]
                    + ") ms before (" + time + ") ms");
        }
        if (length == times.length) {
            times = Arrays.copyOf(times, 2 * length);
            values = Arrays.copyOf(values, 2 * length);
        }
        times[length] = time;
        values[length] = value;
        length++;
    }

    Series build() {
        return new Series(labels, times, values, length);
    }
}
