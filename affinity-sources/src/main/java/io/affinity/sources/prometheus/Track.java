// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;

/**
 * What one series says on a grid: a value, nothing, or that it cannot be told, which is more than nothing: a device that says nothing
 * is not there, and one of which it cannot be told leaves the sum unknown. Not thread-safe.
 */
final class Track {

    private final Map<String, String> labels;
    private final double[] values;
    private final BitSet present = new BitSet();
    private final BitSet doubtful = new BitSet();

    Track(Map<String, String> labels, int length) {
        this.labels = labels;
        this.values = new double[length];
        Arrays.fill(values, Double.NaN);
    }

    Map<String, String> labels() {
        return labels;
    }

    /** There is a sample, from which a value does not follow yet. */
    void present(int place) {
        present.set(place);
    }

    void doubtful(int place) {
        present.set(place);
        doubtful.set(place);
    }

    void value(int place, double value) {
        present.set(place);
        values[place] = value;
    }

    boolean isPresent(int place) {
        return present.get(place);
    }

    boolean isDoubtful(int place) {
        return doubtful.get(place);
    }

    /** {@return the value; NaN if there is none} */
    double value(int place) {
        return values[place];
    }
}
