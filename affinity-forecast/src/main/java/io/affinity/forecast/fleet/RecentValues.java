// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;

/** The latest of many values, so many at most. Belongs to one thread. */
final class RecentValues {

    private final float[] values;
    private int newest;
    private int size;

    RecentValues(int most) {
        values = new float[most];
    }

    RecentValues(int most, StateReader in) {
        this(most);
        float[] taken = in.takeFloatsOrMissing("a value");
        if (taken.length > most) {
            throw in.broken("it has " + taken.length + " values, which must be at most " + most);
        }
        System.arraycopy(taken, 0, values, 0, taken.length);
        size = taken.length;
    }

    /** The newest ones come first. */
    void write(StateWriter out) {
        float[] ordered = new float[size];
        for (int i = 0; i < size; i++) {
            ordered[i] = get(i);
        }
        out.putFloats(ordered, size);
    }

    void add(float value) {
        newest = newest == 0 ? values.length - 1 : newest - 1;
        values[newest] = value;
        size = Math.min(size + 1, values.length);
    }

    int size() {
        return size;
    }

    /** {@return the value so many before the newest one; NaN if there is none} */
    float get(long back) {
        if (back < 0 || back >= size) {
            return Float.NaN;
        }
        int at = newest + (int) back;
        return values[at < values.length ? at : at - values.length];
    }
}
