// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * How a search goes about it.
 *
 * @param awayPrice what it costs that a VM is away, in units of the temperature. There are hundreds of hosts to be away on and one to be at home
 *     on, so that chance alone keeps VMs away, as if being at home cost the logarithm of that number in these units. The price fades as it gets
 *     cold.
 * @param rearrangements the share of proposals that put a large VM where others have to leave for it, the largest of these first
 */
record Strategy(double awayPrice, double rearrangements) {

    /** Shifts and swaps, as they come. */
    static final Strategy PLAIN = new Strategy(0, 0);

    private static final double AWAY_PRICE = 1;

    /** Each takes as long as fifty others. */
    private static final double REARRANGEMENTS = 0.01;

    /** Where there are as many large VMs among all, the placement hangs on them. */
    private static final double MANY_LARGE = 0.02;

    /** {@return that of one of several searches: two strategies suit a problem of this shape, and take turns} */
    static Strategy ofSearch(int number, VmSizes sizes) {
        boolean hangsOnLarge = sizes.largeCount() > MANY_LARGE * sizes.count();
        return number % 2 == 0 ? PLAIN : hangsOnLarge ? new Strategy(0, REARRANGEMENTS) : new Strategy(AWAY_PRICE, 0);
    }
}
