// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * How a search goes about it.
 *
 * @param awayPrice what it costs that a VM is away, in units of the temperature. There are hundreds of hosts to be away on and one to be at home
 *     on, so that chance alone keeps VMs away, as if being at home cost the logarithm of that number in these units. The price fades as it gets
 *     cold.
 * @param rearrangements the share of proposals that put a large VM where others have to leave for it, the largest of these first
 * @param isLimited whether the price is found that keeps as many VMs away as may be ({@link LimitPrice}). It brings home by itself those that gain little, so
 *     that few need to be offered the way
 */
record Strategy(double awayPrice, double rearrangements, boolean isLimited) {

    /** Shifts and swaps, as they come. */
    static final Strategy PLAIN = new Strategy(0, 0, false);

    private static final Strategy LIMITED = new Strategy(0, 0, true);
    private static final Strategy PAYING_FOR_AWAY = new Strategy(1, 0, false);

    /** Each rearrangement takes as long as fifty others. */
    private static final Strategy REARRANGING = new Strategy(0, 0.01, false);

    /** Where there are as many large VMs among all, the placement hangs on them. */
    private static final double MANY_LARGE = 0.02;

    /** {@return that of one of several searches} Where migrations are limited it is the same for all; else two that suit the shape of the problem take turns. */
    static Strategy ofSearch(int number, SearchPlacement placement, VmSizes sizes) {
        if (placement.isLimited()) {
            return LIMITED;
        }
        boolean hangsOnLarge = sizes.largeCount() > MANY_LARGE * sizes.count();
        return number % 2 == 0 ? PLAIN : hangsOnLarge ? REARRANGING : PAYING_FOR_AWAY;
    }
}
