// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.demand.TimeSeries;
import java.util.Arrays;

/**
 * The latest {@value #MOST} values of a series (two weeks of five-minute steps) in single precision, missing ones included, and beside
 * each its place among the values of the fit in 255 parts: the state that the series was in, whatever its unit and however
 * unequal its values. A missing value leaves the state as it was. Five bytes a value. Belongs to one model.
 */
final class RecentValues {

    static final int MOST = 4032;

    private static final int MOST_BOUNDS = 255;
    private static final float LARGEST = Float.MAX_VALUE / 4;

    private final float[] values;
    private final byte[] states;

    /** Increasing; a state is how many of them lie below a value, those equal to it counted half. */
    private final float[] bounds;

    private int next;
    private int size;
    private byte state;

    private RecentValues(int capacity, float[] bounds) {
        this.bounds = bounds;
        values = new float[capacity];
        states = new byte[capacity];
    }

    /**
     * {@return the first values of a history, with room and states for all of it}
     *
     * @param learned how many of them
     */
    static RecentValues of(TimeSeries history, int learned) {
        int from = Math.max(0, history.length() - MOST);
        float[] present = new float[history.length() - from];
        int count = 0;
        for (int i = from; i < history.length(); i++) {
            if (!Double.isNaN(history.value(i))) {
                present[count++] = single(history.value(i));
            }
        }
        RecentValues recent = new RecentValues(Math.max(1, present.length), bounds(present, count));
        for (int i = from; i < learned; i++) {
            recent.observe(history.value(i));
        }
        return recent;
    }

    private static float[] bounds(float[] present, int count) {
        Arrays.sort(present, 0, count);
        float[] bounds = new float[Math.min(MOST_BOUNDS, count)];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = present[(int) ((i + 0.5) * count / bounds.length)];
        }
        return bounds;
    }

    private static float single(double value) {
        return (float) Math.max(-LARGEST, Math.min(LARGEST, value));
    }

    static RecentValues read(StateReader in) {
        int capacity = in.takeInt("the number of values", 1, MOST);
        float[] bounds = in.takeFloatsOrMissing("a bound");
        if (bounds.length > MOST_BOUNDS) {
            throw in.broken("it has " + bounds.length + " bounds of states");
        }
        for (int i = 0; i < bounds.length; i++) {
            if (!(Math.abs(bounds[i]) <= LARGEST) || (i > 0 && bounds[i] < bounds[i - 1])) {
                throw in.broken("its bounds of states do not increase");
            }
        }
        float[] values = in.takeFloatsOrMissing("a value");
        byte[] states = in.takeBytes();
        if (values.length > capacity || states.length != values.length) {
            throw in.broken("it has " + values.length + " values and " + states.length + " states");
        }
        RecentValues recent = new RecentValues(capacity, bounds);
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) > LARGEST) {
                throw in.broken("a value is " + values[i]);
            }
            recent.put(values[i], states[i]);
        }
        recent.state = states.length == 0 ? 0 : states[states.length - 1];
        return recent;
    }

    void write(StateWriter out) {
        out.putInt(values.length);
        out.putFloats(bounds, bounds.length);
        float[] ordered = new float[size];
        inOrder(values, ordered);
        out.putFloats(ordered, size);
        out.putBytes(states());
    }

    /** Takes the next value; NaN if it is missing. */
    void observe(double value) {
        if (Double.isNaN(value)) {
            put(Float.NaN, state);
        } else {
            float rounded = single(value);
            state = (byte) stateOf(rounded);
            put(rounded, state);
        }
    }

    private void put(float value, byte itsState) {
        values[next] = value;
        states[next] = itsState;
        next = next + 1 == values.length ? 0 : next + 1;
        size = Math.min(size + 1, values.length);
    }

    private int stateOf(float value) {
        return (below(value, false) + below(value, true)) / 2;
    }

    /** How many bounds lie below a value, or at it. */
    private int below(float value, boolean at) {
        int low = 0;
        int high = bounds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[middle] < value || (at && bounds[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int size() {
        return size;
    }

    /** {@return the states in the order of time} */
    byte[] states() {
        byte[] ordered = new byte[size];
        inOrder(states, ordered);
        return ordered;
    }

    /** Copies from a ring, a {@code float[]} or a {@code byte[]}. */
    private void inOrder(Object ring, Object ordered) {
        int start = size < values.length ? 0 : next;
        int tail = Math.min(size, values.length - start);
        System.arraycopy(ring, start, ordered, 0, tail);
        System.arraycopy(ring, 0, ordered, tail, size - tail);
    }

    /** {@return the value this many steps before the newest; NaN if it is missing} */
    float value(int age) {
        return values[index(age)];
    }

    /** {@return the state of that value; where it is missing, that of the value before} */
    byte state(int age) {
        return states[index(age)];
    }

    private int index(int age) {
        int index = next - 1 - age;
        return index < 0 ? index + values.length : index;
    }
}
