// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

/**
 * What a value is worth to its own series: its rank among those of the past, from 0 to 1, beyond them in units of their range. All
 * series are learned on this scale, on which a value that is usual for its series is usual for everybody. Piecewise linear, and its own
 * inverse but for ties. Immutable.
 */
final class RankScale {

    /** How far beyond the past ranks are told apart. */
    static final double MOST = 2;

    static final double LEAST = -1;
    private static final double BEYOND = 0.5;

    private final double[] sorted;
    private final double span;

    /** @param sorted values of the past, at least 1 */
    RankScale(double[] sorted) {
        this.sorted = sorted;
        double range = sorted[sorted.length - 1] - sorted[0];
        this.span = Math.max(range, Math.max(0.02 * Math.abs(sorted[sorted.length - 1]), 1e-30));
    }

    double span() {
        return span;
    }

    /** {@return the rank of a value; NaN for NaN} */
    double rank(double value) {
        return rank(value, 0.5);
    }

    /**
     * {@return the rank of a value; NaN for NaN}
     *
     * @param tie where among equal values it is, in [0, 1]
     */
    double rank(double value, double tie) {
        if (Double.isNaN(value)) {
            return value;
        }
        int below = firstNotBelow(value);
        int n = sorted.length;
        if (below == n) {
            return Math.min(MOST, (n - 0.5 + 0) / n + BEYOND * (value - sorted[n - 1]) / span);
        }
        if (sorted[below] == value) {
            int last = below;
            while (last + 1 < n && sorted[last + 1] == value) {
                last++;
            }
            return (below + 0.5 + tie * (last - below)) / n;
        }
        if (below == 0) {
            return Math.max(LEAST, 0.5 / n - BEYOND * (sorted[0] - value) / span);
        }
        double share = (value - sorted[below - 1]) / (sorted[below] - sorted[below - 1]);
        return (below - 0.5 + share) / n;
    }

    private int firstNotBelow(double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** {@return the value of a rank} */
    double value(double rank) {
        int n = sorted.length;
        double place = rank * n - 0.5;
        if (place >= n - 1) {
            return sorted[n - 1] + (place - (n - 1)) / n * span / BEYOND;
        }
        if (place <= 0) {
            return sorted[0] + place / n * span / BEYOND;
        }
        int below = (int) place;
        return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
