// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

/**
 * What the parts of the objective are worth against each other. The unit of cost is an ordinary migration: a weight of 20
 * says that this much of the term is worth 20 migrations. Times are those of the horizon, in which near steps count more.
 *
 * @param contention of one VM of normal priority for an hour on a host that is short, however little: what
 *     operators count, and what simulations report
 * @param shortfall of 100 % of a host's capacity not served for an hour, at normal priority: how deep it goes
 * @param activeHost of keeping one host switched on for an hour; zero spreads load for its own sake never and consolidates
 *     never
 * @param imbalance of the variance of host utilization, summed over hosts and resources
 */
public record ObjectiveWeights(double contention, double shortfall, double activeHost, double imbalance) {

    /**
     * Migrates only against contention. A quarter of an hour of one VM in contention is worth a migration, and so is a tenth of a
     * percent of a host's capacity that is missing for an hour: an hour of 2 % shortfall on a host of ten VMs is worth 60
     * migrations, 40 for the time of its VMs and 20 for what they miss.
     */
    public static final ObjectiveWeights CONTENTION_ONLY = new ObjectiveWeights(4, 1000, 0, 0);

    public ObjectiveWeights {
        require("contention", contention);
        require("shortfall", shortfall);
        require("active host", activeHost);
        require("imbalance", imbalance);
    }

    private static void require(String term, double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "The weight of " + term + " (" + weight + ") must be finite and not negative.");
        }
    }

    /** {@return a copy in which an active host costs this much} */
    public ObjectiveWeights withActiveHost(double weight) {
        return new ObjectiveWeights(contention, shortfall, weight, imbalance);
    }
}
