package io.affinity.core.reassignment;

import java.util.ArrayList;
import java.util.List;

/**
 * How a search goes about it. What suits a problem is found by trying it, among those that its shape admits.
 *
 * @param awayPrice what it costs that a VM is away, in units of the temperature. There are hundreds of hosts to be away on and one to be at home
 *     on, so that chance alone keeps VMs away: by the logarithm of that number, in these units, were there no other reason. The price fades as it
 *     gets cold.
 * @param rearrangements the share of proposals that put one of the largest VMs where others have to leave for it, the largest of these first
 */
record Strategy(double awayPrice, double rearrangements) {

    /** Shifts and swaps, as they come. */
    static final Strategy PLAIN = new Strategy(0, 0);

    private static final double AWAY_PRICE = 1;

    /** Each takes as long as fifty others. */
    private static final double REARRANGEMENTS = 0.002;

    /** {@return those that a problem admits, which is at least one} */
    static List<Strategy> of(VmSizes sizes) {
        List<Strategy> all = new ArrayList<>(List.of(PLAIN));
        all.add(new Strategy(AWAY_PRICE, 0));
        if (sizes.largeCount() > 0) {
            all.add(new Strategy(0, REARRANGEMENTS));
        }
        return all;
    }
}
