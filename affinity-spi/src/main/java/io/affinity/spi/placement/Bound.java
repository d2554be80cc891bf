// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

/**
 * What no placement that a problem allows is better than, known without one having been found: none violates hard rules by less, and
 * none that violates them by no more costs less. Compared as {@link Objective}s are, the hard violation first. Immutable and thread-safe.
 *
 * @param hardViolation in the units of {@link Objective#hardViolation}; finite, not negative
 * @param cost in migrations, as {@link Objective#cost}, of placements that violate hard rules by no more than that; finite, not negative
 */
public record Bound(double hardViolation, double cost) {

    /** Of whoever knows nothing better: no amount of an objective is negative. */
    public static final Bound NONE = new Bound(0, 0);

    /** Sums in another order differ by so much, relative to their size. */
    private static final double ROUNDING = 1e-6;

    public Bound {
        require("hard violation", hardViolation);
        require("cost", cost);
    }

    private static void require(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The bound of the " + name + " (" + value + ") must be finite and not negative.");
        }
    }

    /** {@return by how much more an objective violates hard rules than the bound says; zero if it does not} */
    public double hardGap(Objective reached) {
        return gap(reached.hardViolation(), hardViolation);
    }

    /**
     * {@return by how much an objective costs more than the bound says, in migrations; zero if it does not} NaN where hard rules are
     * violated by more than the bound: it says nothing of the cost of such placements.
     */
    public double costGap(Objective reached) {
        return hardGap(reached) > 0 ? Double.NaN : gap(reached.cost(), cost);
    }

    private static double gap(double reached, double least) {
        double gap = reached - least;
        return gap > ROUNDING * (1 + least) ? gap : 0;
    }

    /** {@return whether nothing is better than an objective, but for rounding} */
    public boolean isReachedBy(Objective objective) {
        return costGap(objective) == 0;
    }
}
