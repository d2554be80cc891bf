// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.calibration.NormalQuantiles;
import java.util.Arrays;

/**
 * Mean and prediction intervals of the next steps, in the unit of the series. Immutable and thread-safe.
 */
public final class EtsForecast {

    /** The distribution of the value at each step. */
    interface Quantiles {

        double at(int step, double probability);
    }

    private final double[] mean;
    private final double[] variance;
    private final Quantiles quantiles;

    /** @param mean owned by the result, as is {@code variance} */
    private EtsForecast(double[] mean, double[] variance, Quantiles quantiles) {
        this.mean = mean;
        this.variance = variance;
        this.quantiles = quantiles;
    }

    /** {@return a forecast with intervals by the normal distribution} */
    static EtsForecast normal(double[] mean, double[] variance) {
        return new EtsForecast(
                mean,
                variance,
                (step, probability) ->
                        mean[step] + Math.sqrt(Math.max(0, variance[step])) * NormalQuantiles.at(probability));
    }

    /** {@return a forecast with intervals by paths} */
    static EtsForecast simulated(double[] mean, double[] variance, EtsPaths paths) {
        return new EtsForecast(mean, variance, paths::quantile);
    }

    /** {@return the number of steps, at least 1} */
    public int steps() {
        return mean.length;
    }

    /** {@return the expected value at each step} */
    public double[] mean() {
        return mean.clone();
    }

    /** {@return the standard deviation of the value at each step} */
    public double[] standardDeviation() {
        double[] deviations = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            deviations[i] = Math.sqrt(Math.max(0, variance[i]));
        }
        return deviations;
    }

    /**
     * {@return the lower end at each step of the central interval}
     *
     * @param coverage probability of the interval, in (0, 1), such as 0.95
     */
    public double[] lower(double coverage) {
        return ends(coverage, 0.5 - coverage / 2);
    }

    /**
     * {@return the upper end at each step of the central interval}
     *
     * @param coverage probability of the interval, in (0, 1), such as 0.95
     */
    public double[] upper(double coverage) {
        return ends(coverage, 0.5 + coverage / 2);
    }

    private double[] ends(double coverage, double probability) {
        if (!(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException("The coverage (" + coverage + ") must lie between 0 and 1.");
        }
        double[] ends = new double[mean.length];
        Arrays.setAll(ends, step -> quantiles.at(step, probability));
        return ends;
    }
}
