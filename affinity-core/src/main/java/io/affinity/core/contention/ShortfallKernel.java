// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

/**
 * The loops over scenarios. All on whole numbers and without branches: their results do not depend on the order, so the
 * compiler may use vectors, sums included. Every loop runs over contiguous numbers of plain arrays for the same reason.
 */
final class ShortfallKernel {

    private ShortfallKernel() {}

    /** Adds to a load that fills its array; without an offset on that side the compiler finds the better loop. */
    static void accumulate(int[] load, int[] demand, int from) {
        for (int i = 0; i < load.length; i++) {
            load[i] += demand[from + i];
        }
    }

    static void add(int[] load, int at, int[] demand, int from, int length) {
        for (int i = 0; i < length; i++) {
            load[at + i] += demand[from + i];
        }
    }

    static void subtract(int[] load, int at, int[] demand, int from, int length) {
        for (int i = 0; i < length; i++) {
            load[at + i] -= demand[from + i];
        }
    }

    static int peak(int[] values, int from, int length) {
        int peak = 0;
        for (int i = 0; i < length; i++) {
            peak = Math.max(peak, values[from + i]);
        }
        return peak;
    }

    /** {@return whether any of these loads is above what is usable: the sign of a difference is kept by "or"} */
    static boolean isAnyAbove(int[] load, int usable) {
        int signs = 0;
        for (int i = 0; i < load.length; i++) {
            signs |= usable - load[i];
        }
        return signs < 0;
    }

    /** {@return the sum of up to 65,535 values, in two halves that do not overflow} */
    static long sum(int[] values, int from, int count) {
        int high = 0;
        int low = 0;
        for (int i = 0; i < count; i++) {
            high += values[from + i] >>> 16;
            low += values[from + i] & 0xffff;
        }
        return joined(high, low);
    }

    private static long joined(int high, int low) {
        return ((long) high << 16) + Integer.toUnsignedLong(low);
    }

    /** For each step, in how many scenarios the load is above what is usable, and by how much in all of them together. */
    static void judge(
            int[] load, int from, int usable, int count, int steps, int[] exceeded, long[] unserved, int out) {
        for (int t = 0; t < steps; t++) {
            int begin = from + t * count;
            int over = 0;
            int high = 0;
            int low = 0;
            for (int i = 0; i < count; i++) {
                int excess = load[begin + i] - usable;
                over += -excess >>> 31;
                excess &= ~(excess >> 31);
                high += excess >>> 16;
                low += excess & 0xffff;
            }
            exceeded[out + t] = over;
            unserved[out + t] = joined(high, low);
        }
    }

    /** The same as if a VM's demand were added to the load ({@code mask} 0) or taken away ({@code mask} -1). */
    static void judgeWith(
            int[] load,
            int from,
            int[] demand,
            int demandFrom,
            int mask,
            int usable,
            int count,
            int steps,
            int[] exceeded,
            long[] unserved,
            int out) {
        // In two's complement -x is ~x + 1, so that adding and taking away are one loop.
        int limit = usable + mask;
        for (int t = 0; t < steps; t++) {
            int begin = from + t * count;
            int demandBegin = demandFrom + t * count;
            int over = 0;
            int high = 0;
            int low = 0;
            for (int i = 0; i < count; i++) {
                int excess = load[begin + i] + (demand[demandBegin + i] ^ mask) - limit;
                over += -excess >>> 31;
                excess &= ~(excess >> 31);
                high += excess >>> 16;
                low += excess & 0xffff;
            }
            exceeded[out + t] = over;
            unserved[out + t] = joined(high, low);
        }
    }

    /** The same as if one VM's demand were added to the load and another's taken away. */
    static void judgeExchange(
            int[] load,
            int from,
            int[] demand,
            int inFrom,
            int outFrom,
            int usable,
            int count,
            int steps,
            int[] exceeded,
            long[] unserved,
            int out) {
        for (int t = 0; t < steps; t++) {
            int begin = from + t * count;
            int inBegin = inFrom + t * count;
            int outBegin = outFrom + t * count;
            int over = 0;
            int high = 0;
            int low = 0;
            for (int i = 0; i < count; i++) {
                int excess = load[begin + i] + demand[inBegin + i] - demand[outBegin + i] - usable;
                over += -excess >>> 31;
                excess &= ~(excess >> 31);
                high += excess >>> 16;
                low += excess & 0xffff;
            }
            exceeded[out + t] = over;
            unserved[out + t] = joined(high, low);
        }
    }
}
