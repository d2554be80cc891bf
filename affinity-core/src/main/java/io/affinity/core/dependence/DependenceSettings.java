package io.affinity.core.dependence;

import java.time.Duration;

/**
 * What the analysis looks at and how much it may cost. Cost: {@code mostPairs x lags x blocks} multiplications.
 *
 * @param falseDiscoveryRate the share of wrong pairs among those that are reported, at most, in the mean; in (0, 1)
 * @param block over which demand is averaged first; positive
 * @param longestLag by which one VM may follow the other; not negative
 * @param window how much of the past is looked at
 * @param season in which demand may repeat itself, such as a day
 * @param largest how many of the VMs with the largest allocation are compared with each other, wherever they run
 * @param tenantNeighbors with how many others of its tenant each VM is compared, wherever they run
 * @param mostPairs how many pairs are compared at most: first the largest VMs, then VMs that share a host, then those of a
 *     tenant
 */
public record DependenceSettings(
        double falseDiscoveryRate,
        Duration block,
        Duration longestLag,
        Duration window,
        Duration season,
        int largest,
        int tenantNeighbors,
        int mostPairs) {

    /** 5 % wrong at most; quarters of an hour, an hour of lag, a week of past, a season of a day; 200,000 pairs. */
    public static final DependenceSettings DEFAULT = new DependenceSettings(
            0.05, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(7), Duration.ofDays(1), 128, 8, 200_000);

    public DependenceSettings {
        if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1)) {
            throw new IllegalArgumentException(
                    "The false discovery rate (" + falseDiscoveryRate + ") must lie between 0 and 1.");
        }
        if (block.isNegative() || block.isZero() || longestLag.isNegative() || window.compareTo(block) < 0) {
            throw new IllegalArgumentException("The block (" + block + ") must be positive, the longest lag ("
                    + longestLag + ") not negative, and the window (" + window + ") at least a block.");
        }
        if (season.isNegative() || largest < 0 || tenantNeighbors < 0 || mostPairs < 1) {
            throw new IllegalArgumentException("The season (" + season + "), the number of largest VMs (" + largest
                    + ") and that of neighbors (" + tenantNeighbors
                    + ") must not be negative, and the number of pairs ("
                    + mostPairs + ") at least 1.");
        }
    }

    public DependenceSettings withFalseDiscoveryRate(double rate) {
        return new DependenceSettings(rate, block, longestLag, window, season, largest, tenantNeighbors, mostPairs);
    }
}
