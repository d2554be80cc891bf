// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * A part of all searches, between two exchanges: each goes on until the same share of what it may do is done.
 *
 * @param from share of the search that is done in the beginning
 * @param to share that is done in the end
 * @param start share of the common progress at which this search begins, as it may have to wait for a thread
 * @param end share of that at which it ends
 */
record Leg(double from, double to, double start, double end) {

    /** {@return the leg of a search of which each looks at so many changes} */
    static Leg ofOwn(double from, double to) {
        return new Leg(from, to, from, to);
    }

    /**
     * {@return the leg of a search that shares the time with others, of which as many run at once as there are threads}
     *
     * @param number of the search
     */
    static Leg ofCommon(double from, double to, int number, int searches, int threads) {
        int turns = (searches + threads - 1) / threads;
        double each = (to - from) / turns;
        int turn = number / threads;
        return new Leg(from, to, from + turn * each, turn == turns - 1 ? to : from + (turn + 1) * each);
    }

    /** {@return the share of the search that is done, by that of the progress} */
    double share(double progress) {
        return end - start == to - from ? progress : from + (to - from) * (progress - start) / (end - start);
    }
}
