// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

import java.util.Arrays;

/**
 * Finds what covariates add to a series, by least squares between what both change within {@value #SPAN} steps: levels that shift and the
 * slow course of a day drop out, so that an event which always comes at the same time of day is still told from the day. Several
 * covariates take turns, each being fitted to what the others leave, {@value #SWEEPS} times (backfitting: Hastie and Tibshirani,
 * Generalized Additive Models, 1990, section 4.4). Changes that overlap are not independent: they count for one in {@value #SPAN}.
 *
 * <p>Cost: series x covariates x {@value #SWEEPS}.
 */
final class EffectRegression {

    /** An hour of five-minute steps: what comes up more slowly is not told from the day. */
    static final int SPAN = 12;

    private static final int SWEEPS = 4;

    private final double[] changes;
    private final double[][] ofCovariates;
    private final double[] sizes;
    private final double[] squares;

    private EffectRegression(double[] demand, double[][] covariates) {
        this.changes = changes(demand);
        this.ofCovariates = new double[covariates.length][];
        Arrays.setAll(ofCovariates, k -> changes(covariates[k]));
        this.sizes = new double[covariates.length];
        this.squares = new double[covariates.length];
    }

    /**
     * {@return the effect of each covariate for a value of 1, in the unit of the series, with the variance of its error; a variance of
     * infinity where the series says nothing}
     *
     * @param demand NaN where it is missing
     * @param covariates one row each, as long as the series
     */
    static OwnEffect[] fit(double[] demand, double[][] covariates) {
        return new EffectRegression(demand, covariates).fit();
    }

    /** Within a span, NaN where it is not known. */
    private static double[] changes(double[] values) {
        double[] changes = new double[Math.max(0, values.length - SPAN)];
        Arrays.setAll(changes, i -> values[i + SPAN] - values[i]);
        return changes;
    }

    private OwnEffect[] fit() {
        double[] left = changes.clone();
        for (int k = 0; k < sizes.length; k++) {
            for (int i = 0; i < left.length; i++) {
                squares[k] += Double.isNaN(left[i]) ? 0 : ofCovariates[k][i] * ofCovariates[k][i];
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int k = 0; k < sizes.length; k++) {
                adjust(k, left);
            }
        }
        double noise = meanSquare(left);
        OwnEffect[] effects = new OwnEffect[sizes.length];
        Arrays.setAll(
                effects,
                k -> new OwnEffect(sizes[k], squares[k] > 0 ? noise * SPAN / squares[k] : Double.POSITIVE_INFINITY));
        return effects;
    }

    private void adjust(int covariate, double[] left) {
        if (!(squares[covariate] > 0)) {
            return;
        }
        double[] own = ofCovariates[covariate];
        double product = 0;
        for (int i = 0; i < left.length; i++) {
            product += Double.isNaN(left[i]) ? 0 : own[i] * left[i];
        }
        double more = product / squares[covariate];
        sizes[covariate] += more;
        for (int i = 0; i < left.length; i++) {
            left[i] -= more * own[i];
        }
    }

    private static double meanSquare(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .map(value -> value * value)
                .average()
                .orElse(0);
    }
}
