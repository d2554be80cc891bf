// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

/** Quantiles of the standard normal distribution. */
final class NormalQuantile {

    private NormalQuantile() {}

    /**
     * {@return the value that is not exceeded with this probability, in (0, 1)}
     *
     * <p>Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.2.23, which is right to 4.5e-4: scores need no more.
     */
    static double at(double probability) {
        double tail = Math.min(probability, 1 - probability);
        double t = Math.sqrt(-2 * Math.log(tail));
        double value =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return probability < 0.5 ? -value : value;
    }
}
