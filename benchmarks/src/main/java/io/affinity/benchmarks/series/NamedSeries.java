// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import java.util.Arrays;

/** One series of a file. Immutable. */
public final class NamedSeries {

    private final String id;
    private final double[] values;

    /** @param values NaN where one is missing; copied */
    public NamedSeries(String id, double... values) {
        this.id = id;
        this.values = values.clone();
    }

    /** {@return the name in the file} */
    public String id() {
        return id;
    }

    /** {@return the number of values, missing ones included} */
    public int length() {
        return values.length;
    }

    /** {@return a copy of the values; NaN where one is missing} */
    public double[] values() {
        return values.clone();
    }

    /** {@return the value at an index, 0 to length - 1; NaN if it is missing} */
    public double value(int index) {
        return values[index];
    }

    /** {@return the values from index {@code from} (inclusive) to {@code to} (exclusive), under the same name} */
    public NamedSeries slice(int from, int to) {
        return new NamedSeries(id, Arrays.copyOfRange(values, from, to));
    }

    @Override
    public String toString() {
        return id + ", " + values.length + " values";
    }
}
