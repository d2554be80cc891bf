package io.affinity.spi.placement;

/**
 * What the parts of the objective are worth against each other. The unit of cost is an ordinary migration: a weight of 20
 * says that this much of the term is worth 20 migrations.
 *
 * @param shortfall of an expected shortfall of 100 % of a host's capacity over the whole
 *     horizon, at normal priority
 * @param activeHost of keeping one host of average size switched on; zero spreads load for its own sake never and
 *     consolidates never
 * @param imbalance of the variance of host utilization, summed over hosts and resources
 */
public record ObjectiveWeights(double shortfall, double activeHost, double imbalance) {

    /** Migrates only against contention. */
    public static final ObjectiveWeights CONTENTION_ONLY = new ObjectiveWeights(2000, 0, 0);

    public ObjectiveWeights {
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
        return new ObjectiveWeights(shortfall, weight, imbalance);
    }
}
