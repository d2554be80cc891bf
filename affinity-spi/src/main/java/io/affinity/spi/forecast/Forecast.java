// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import java.time.Duration;
import java.time.Instant;

/**
 * What a series will be at each step of the horizon: mean and quantiles, in the unit of the series. Step {@code i} stands
 * for the time {@code origin + (i + 1) * step}. All numbers are finite and the quantiles of a step do not decrease.
 * Immutable and thread-safe.
 */
public final class Forecast {

    private final Instant origin;
    private final Duration step;
    private final QuantileLevels levels;
    private final double[] mean;
    private final double[] quantiles;

    private Forecast(Instant origin, Duration step, QuantileLevels levels, double[] mean, double[] quantiles) {
        this.origin = origin;
        this.step = step;
        this.levels = levels;
        this.mean = mean;
        this.quantiles = quantiles;
    }

    /**
     * {@return a forecast of these numbers}
     *
     * @param origin the time of the last value that it knows
     * @param mean one value a step; copied
     * @param quantiles level {@code l} of step {@code i} at index {@code i * levels + l}; copied
     * @throws IllegalArgumentException if the lengths differ, a number is not finite, or quantiles decrease
     */
    public static Forecast of(Instant origin, Duration step, QuantileLevels levels, double[] mean, double[] quantiles) {
        if (mean.length == 0 || quantiles.length != mean.length * levels.size()) {
            throw new IllegalArgumentException("The number of quantiles (" + quantiles.length + ") must be steps ("
                    + mean.length + ", at least 1) x levels (" + levels.size() + ").");
        }
        for (int i = 0; i < quantiles.length; i++) {
            boolean decreases = i % levels.size() > 0 && quantiles[i] < quantiles[i - 1];
            if (!Double.isFinite(quantiles[i]) || decreases || !Double.isFinite(mean[i / levels.size()])) {
                throw new IllegalArgumentException("The forecast of step " + i / levels.size()
                        + " must be finite and its quantiles must not decrease; mean " + mean[i / levels.size()]
                        + ", quantile " + levels.get(i % levels.size()) + " is " + quantiles[i] + ".");
            }
        }
        return new Forecast(origin, step, levels, mean.clone(), quantiles.clone());
    }

    public Instant origin() {
        return origin;
    }

    public Duration step() {
        return step;
    }

    /** {@return the number of steps of the horizon, at least 1} */
    public int steps() {
        return mean.length;
    }

    public QuantileLevels levels() {
        return levels;
    }

    /** {@return the expected value at a step, 0 to steps - 1} */
    public double mean(int step) {
        return mean[step];
    }

    /** {@return the quantile at the level with this index, at a step} */
    public double quantile(int level, int step) {
        return quantiles[step * levels.size() + level];
    }

    /**
     * {@return the quantile at any probability, by linear interpolation between the levels; beyond the outermost levels
     * the straight line through the two nearest ones is continued, which is a lower bound of the tail of most
     * distributions}
     *
     * @param probability in (0, 1)
     */
    public double quantileAt(double probability, int step) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("The probability (" + probability + ") must lie between 0 and 1.");
        }
        int last = levels.size() - 1;
        if (last == 0) {
            return quantile(0, step);
        }
        int upper = 1;
        while (upper < last && levels.get(upper) < probability) {
            upper++;
        }
        double low = levels.get(upper - 1);
        double share = (probability - low) / (levels.get(upper) - low);
        double from = quantile(upper - 1, step);
        return from + share * (quantile(upper, step) - from);
    }
}
