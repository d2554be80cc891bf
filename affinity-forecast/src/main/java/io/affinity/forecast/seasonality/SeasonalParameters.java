// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

/** The weights of the recursion. Immutable but for the array, which is not modified. */
final class SeasonalParameters {

    private final double alpha;
    private final double phi;
    private final double prior;
    private final double[] gammas;

    /**
     * @param alpha weight of the deviation from the expected value in the level, in [0, 1)
     * @param phi share of the remainder that is left one step later, in [0, 1)
     * @param prior how many cycles the assumption of no season counts for, positive
     * @param gammas weight of the deviation in each season, once enough cycles were seen, in [0, 1); not copied
     */
    SeasonalParameters(double alpha, double phi, double prior, double[] gammas) {
        this.alpha = alpha;
        this.phi = phi;
        this.prior = prior;
        this.gammas = gammas;
    }

    double alpha() {
        return alpha;
    }

    double phi() {
        return phi;
    }

    double prior() {
        return prior;
    }

    /** {@return one for each season, not to be modified} */
    double[] gammas() {
        return gammas;
    }

    /** {@return the sum of all weights that a deviation has in level and seasons} */
    double total() {
        double total = alpha;
        for (double gamma : gammas) {
            total += gamma;
        }
        return total;
    }
}
