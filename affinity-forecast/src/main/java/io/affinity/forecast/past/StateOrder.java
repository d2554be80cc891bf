// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import java.util.Arrays;

/**
 * Puts values of a series in increasing order, equal ones as they stand. A value's state ({@link RecentValues}) tells about where it belongs,
 * so the states are counted, and only those of the same state are compared: some nanoseconds for each value, where a sort
 * by comparison alone, whose every second branch is guessed wrong, takes ten times that. Belongs to one forecast.
 */
final class StateOrder {

    private static final int STATES = 256;

    /** More values of one state, when they are in no order, are left to a sort that does not grow with the square. */
    private static final int MOST_INSERTED = 24;

    private final int[] starts = new int[STATES + 1];
    private final int[] order;

    /** @param most how many values there may be */
    StateOrder(int most) {
        order = new int[most];
    }

    /**
     * {@return the indices of the first {@code count} values in order; they are overwritten by the next call}
     *
     * @param values none of them NaN
     * @param states of each value; a larger one is not of a smaller value
     */
    int[] of(float[] values, byte[] states, int count) {
        Arrays.fill(starts, 0);
        for (int i = 0; i < count; i++) {
            starts[(states[i] & 0xFF) + 1]++;
        }
        for (int state = 1; state < STATES; state++) {
            starts[state] += starts[state - 1];
        }
        for (int i = 0; i < count; i++) {
            order[starts[states[i] & 0xFF]++] = i;
        }
        for (int from = 0; from < count; ) {
            int state = states[order[from]] & 0xFF;
            sort(values, from, starts[state]);
            from = starts[state];
        }
        return order;
    }

    /** Sorts indices of one state, which are increasing. */
    private void sort(float[] values, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int index = order[i];
            float value = values[index];
            int at = i;
            while (at > from && values[order[at - 1]] > value) {
                if (to - from > MOST_INSERTED) {
                    sortMany(values, from, to);
                    return;
                }
                order[at] = order[at - 1];
                at--;
            }
            order[at] = index;
        }
    }

    private void sortMany(float[] values, int from, int to) {
        long[] keys = new long[to - from];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (sortable(values[order[from + i]]) << Integer.SIZE) | order[from + i];
        }
        Arrays.sort(keys);
        for (int i = 0; i < keys.length; i++) {
            order[from + i] = (int) keys[i];
        }
    }

    /** Bits that sort as the number does. */
    private static long sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }
}
