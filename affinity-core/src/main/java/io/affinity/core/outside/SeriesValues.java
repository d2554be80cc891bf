// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import java.util.Arrays;

/**
 * What is known of one series on the grid, and since which step: so that what was said of a time stays as it was said, also where a value
 * came later. Not thread-safe; read by several threads while nothing is put.
 */
final class SeriesValues {

    /** As long as a value stands for those after it that are missing. */
    static final int CARRY = 12;

    private static final long NEVER = Long.MAX_VALUE;

    private final double[] values;
    private final long[] arrived;
    private long slot = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;
    private long first = Long.MAX_VALUE;

    /** @param size how many places are kept */
    SeriesValues(int size) {
        values = new double[size];
        arrived = new long[size];
        Arrays.fill(arrived, NEVER);
    }

    private int index(long place) {
        return (int) Math.floorMod(place, (long) values.length);
    }

    /** Goes on to a later place; what is older than all that is kept is forgotten. */
    void advance(long next) {
        if (slot == Long.MIN_VALUE || next - slot >= values.length) {
            Arrays.fill(arrived, NEVER);
            newest = Long.MIN_VALUE;
            first = Long.MAX_VALUE;
        } else {
            for (long place = slot + 1; place <= next; place++) {
                arrived[index(place)] = NEVER;
            }
        }
        slot = next;
        first = newest < oldest() ? Long.MAX_VALUE : Math.max(first, oldest());
        newest = newest < oldest() ? Long.MIN_VALUE : newest;
    }

    private long oldest() {
        return slot - values.length + 1;
    }

    /** @param since the step from which on it counts as known, {@link Long#MIN_VALUE} for all time */
    void put(long place, double value, long since) {
        values[index(place)] = value;
        arrived[index(place)] = since;
        newest = Math.max(newest, place);
        first = Math.min(first, place);
    }

    long slot() {
        return slot;
    }

    /** {@return the newest place that is known; {@link Long#MIN_VALUE} for none} */
    long newest() {
        return newest;
    }

    /** {@return from the first place that is known to now} */
    int length() {
        return first == Long.MAX_VALUE ? 0 : (int) (slot - first + 1);
    }

    boolean isKnown(long place, long asOf) {
        return place >= oldest() && place <= slot && arrived[index(place)] <= asOf;
    }

    /** {@return the value of a place, as it is known now; NaN if it is not} */
    double at(long place) {
        return isKnown(place, slot) ? values[index(place)] : Double.NaN;
    }

    /** {@return the same as it was known at a step, or the value shortly before it; NaN if neither was known} */
    double carried(long place, long asOf) {
        for (long q = place; q > place - CARRY; q--) {
            if (isKnown(q, asOf)) {
                return values[index(q)];
            }
        }
        return Double.NaN;
    }

    /** {@return the known values from a place to now, the oldest first} */
    double[] knownSince(long place) {
        double[] known = new double[values.length];
        int count = 0;
        for (long q = Math.max(place, oldest()); q <= slot; q++) {
            if (isKnown(q, slot)) {
                known[count++] = values[index(q)];
            }
        }
        return Arrays.copyOf(known, count);
    }
}
