// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import java.time.Duration;

/**
 * How lags to series from outside are looked for, and how much that may cost. Cost: {@code mostPairs x (2 x lags + 60) x steps of the
 * window} operations, once a day.
 *
 * @param falseDiscoveryRate the share of wrong ones among those that are reported, at most, in the mean; in (0, 1)
 * @param longestLag by which a VM may follow a series, or go ahead of it; not negative
 * @param window how much of the past is looked at, positive
 * @param season in which both may repeat themselves, which says nothing about lags; zero for none
 * @param leastCorrelation below which it is of no use to know; from 0 to below 1
 * @param mostPairs how many pairs of a series and the demand of a VM for a resource are looked at; at least 1. First all VMs for the
 *     first resource, in the order of the fleet, then for the next
 */
public record OutsideSettings(
        double falseDiscoveryRate,
        Duration longestLag,
        Duration window,
        Duration season,
        double leastCorrelation,
        int mostPairs) {

    /** 1 % wrong at most; two hours of lag, a week of past, a season of a day; correlations from 0.1; 40,000 pairs. */
    public static final OutsideSettings DEFAULT =
            new OutsideSettings(0.01, Duration.ofHours(2), Duration.ofDays(7), Duration.ofDays(1), 0.1, 40_000);

    public OutsideSettings {
        if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1)) {
            throw new IllegalArgumentException(
                    "The false discovery rate (" + falseDiscoveryRate + ") must lie between 0 and 1.");
        }
        if (longestLag.isNegative() || season.isNegative() || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("The longest lag (" + longestLag + ") and the season (" + season
                    + ") must not be negative, and the window (" + window + ") must be positive.");
        }
        if (!(leastCorrelation >= 0 && leastCorrelation < 1) || mostPairs < 1) {
            throw new IllegalArgumentException("The least correlation (" + leastCorrelation
                    + ") must be from 0 to below 1, and the number of pairs (" + mostPairs + ") at least 1.");
        }
    }

    /** {@return the same with another longest lag} */
    public OutsideSettings withLongestLag(Duration longest) {
        return new OutsideSettings(falseDiscoveryRate, longest, window, season, leastCorrelation, mostPairs);
    }
}
