// SPDX-License-Identifier: Apache-2.0
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

    /** Starts from {@link #DEFAULT}. */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Changes some of the settings, which mean what the record says of them. Not thread-safe. */
    public static final class Builder {

        private double falseDiscoveryRate;
        private Duration block;
        private Duration longestLag;
        private Duration window;
        private Duration season;
        private int largest;
        private int tenantNeighbors;
        private int mostPairs;

        private Builder(DependenceSettings from) {
            falseDiscoveryRate = from.falseDiscoveryRate;
            block = from.block;
            longestLag = from.longestLag;
            window = from.window;
            season = from.season;
            largest = from.largest;
            tenantNeighbors = from.tenantNeighbors;
            mostPairs = from.mostPairs;
        }

        public Builder falseDiscoveryRate(double value) {
            falseDiscoveryRate = value;
            return this;
        }

        public Builder block(Duration value) {
            block = value;
            return this;
        }

        public Builder longestLag(Duration value) {
            longestLag = value;
            return this;
        }

        public Builder window(Duration value) {
            window = value;
            return this;
        }

        public Builder season(Duration value) {
            season = value;
            return this;
        }

        public Builder largest(int value) {
            largest = value;
            return this;
        }

        public Builder tenantNeighbors(int value) {
            tenantNeighbors = value;
            return this;
        }

        public Builder mostPairs(int value) {
            mostPairs = value;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public DependenceSettings build() {
            return new DependenceSettings(
                    falseDiscoveryRate, block, longestLag, window, season, largest, tenantNeighbors, mostPairs);
        }
    }
}
