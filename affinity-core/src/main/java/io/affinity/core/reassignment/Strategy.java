// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * How a search goes about it.
 *
 * @param awayPrice what it costs that a VM is away, in units of the temperature. There are hundreds of hosts to be away on and one to be at home
 *     on, so that chance alone keeps VMs away, as if being at home cost the logarithm of that number in these units. The price fades as it gets
 *     cold.
 * @param rearranging of large VMs
 * @param isLimited whether the price is found that keeps as many VMs away as may be ({@link LimitPrice}). It brings home by itself those that gain little, so
 *     that few need to be offered the way
 */
record Strategy(double awayPrice, Rearranging rearranging, boolean isLimited) {

    /** Shifts and swaps, as they come. */
    static final Strategy PLAIN = new Strategy(0, Rearranging.NEVER, false);

    private static final Strategy LIMITED = new Strategy(0, Rearranging.NEVER, true);
    private static final Strategy PAYING_FOR_AWAY = new Strategy(1, Rearranging.NEVER, false);
    private static final Strategy REARRANGING = new Strategy(0, Rearranging.SELDOM, false);
    private static final Strategy REARRANGING_OFTEN = new Strategy(0, Rearranging.OFTEN, false);

    /** Where there are as many VMs among all of which two do not share a host, the placement hangs on them. */
    private static final double MANY_LARGE = 0.02;

    /** {@return that of one of several searches} Where migrations are limited it is the same for all; else a plain one and one that suits the shape of the problem take turns. */
    static Strategy ofSearch(int number, SearchPlacement placement, VmSizes sizes) {
        if (placement.isLimited()) {
            return LIMITED;
        }
        if (number % 2 == 0) {
            return PLAIN;
        }
        boolean hangsOnLarge = sizes.atLeast(Rearranging.SELDOM.leastSize()).length > MANY_LARGE * sizes.count();
        return !hangsOnLarge ? PAYING_FOR_AWAY : placement.hasTransient() ? REARRANGING_OFTEN : REARRANGING;
    }
}
