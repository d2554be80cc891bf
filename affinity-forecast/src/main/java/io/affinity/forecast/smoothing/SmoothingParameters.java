// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

/**
 * The parameters of exponential smoothing as Holt and Winters (and R's {@code HoltWinters}) write them. In this form the
 * usual admissible region is a box. The state space form of Hyndman, Koehler, Ord and Snyder (2008) has
 * {@code alpha * beta} and {@code gamma * (1 - alpha)} in place of {@code beta} and {@code gamma}.
 *
 * @param alpha weight of the newest value in the level, in [0, 1]
 * @param beta weight of the newest change of level in the slope, in [0, 1]; unused without a trend
 * @param gamma weight of the newest deviation from the level in the season, in [0, 1]; unused without a season
 * @param phi factor by which the slope fades each step, in (0, 1]; used with a damped trend only
 */
public record SmoothingParameters(double alpha, double beta, double gamma, double phi) {

    public SmoothingParameters {
        requireWeight("alpha", alpha);
        requireWeight("beta", beta);
        requireWeight("gamma", gamma);
        if (!(phi > 0 && phi <= 1)) {
            throw new IllegalArgumentException("The damping factor phi (" + phi + ") must lie in (0, 1].");
        }
    }

    private static void requireWeight(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("The weight " + name + " (" + value + ") must lie in [0, 1].");
        }
    }
}
