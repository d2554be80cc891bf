// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

/**
 * What contention and running hosts are worth, in the unit of the objective: one ordinary migration is 1.
 *
 * @param contentionPerVmHour of a VM of normal priority on a host that is short, in migrations an hour; others by the weight
 *     of their priority; finite, not negative
 * @param activeHostPerHour of a host that runs anything, in migrations an hour; finite, not negative
 */
public record DecisionPrices(double contentionPerVmHour, double activeHostPerHour) {

    /** A quarter of an hour of contention of one VM is worth a migration; hosts are free. */
    public static final DecisionPrices DEFAULT = new DecisionPrices(4, 0);

    public DecisionPrices {
        require("contention", contentionPerVmHour);
        require("an active host", activeHostPerHour);
    }

    private static void require(String what, double price) {
        if (!(price >= 0) || Double.isInfinite(price)) {
            throw new IllegalArgumentException(
                    "The price of " + what + " (" + price + ") must be finite and not negative.");
        }
    }
}
