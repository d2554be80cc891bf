// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import java.util.Arrays;

/**
 * What is new in a series from step to step: without what its season says, without its level, and without what its own past says. Two
 * series that have nothing to do with each other are alike in all of that, and their cross-correlation is then no longer chance alone; of
 * what is new in them it is.
 *
 * <p>The season's mean at each of its steps is taken away where three seasons are known, then values are differenced, then filtered by
 * the autoregression of <em>one</em> of two series that are to be compared: both by the same filter, so that the lag between them stays
 * (prewhitening). The autoregression is solved by the recursion of Levinson and Durbin; its order, up to {@value #MOST_ORDER}, has the
 * least AIC.
 *
 * <p>Sources: Box, Jenkins, Reinsel, "Time Series Analysis" (1994), sections 11.2.1 (prewhitening) and 3.2 (Levinson, Durbin); Akaike,
 * IEEE Trans. Automatic Control 19 (1974). Immutable.
 */
final class Innovations {

    static final int MOST_ORDER = 12;

    private static final int SEASONS = 3;

    private final double[] filter;

    private Innovations(double[] filter) {
        this.filter = filter;
    }

    /** {@return the values without their season, differenced; NaN where one of them is missing} */
    static double[] changes(double[] values, int season) {
        double[] rest = withoutSeason(values, season);
        double[] changes = new double[rest.length];
        changes[0] = Double.NaN;
        for (int i = 1; i < rest.length; i++) {
            changes[i] = rest[i] - rest[i - 1];
        }
        return changes;
    }

    private static double[] withoutSeason(double[] values, int season) {
        if (season < 2 || values.length < SEASONS * season) {
            return values;
        }
        double[] sum = new double[season];
        int[] count = new int[season];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                sum[i % season] += values[i];
                count[i % season]++;
            }
        }
        double[] rest = new double[values.length];
        for (int i = 0; i < rest.length; i++) {
            int known = count[i % season];
            rest[i] = known < 2 ? Double.NaN : values[i] - sum[i % season] / known;
        }
        return rest;
    }

    /** {@return the filter that leaves of these changes what their own past does not say} */
    static Innovations of(double[] changes) {
        double[] covariances = covariances(changes, MOST_ORDER);
        double[] filter = {};
        double[] best = {};
        double variance = covariances[0];
        int count = known(changes);
        double least = count * Math.log(variance);
        for (int order = 1; order <= MOST_ORDER && variance > 1e-12 * covariances[0]; order++) {
            filter = next(filter, covariances, variance);
            double partial = filter[order - 1];
            variance *= 1 - partial * partial;
            double criterion = count * Math.log(variance) + 2 * order;
            if (criterion < least) {
                least = criterion;
                best = filter;
            }
        }
        return new Innovations(best);
    }

    private static double[] next(double[] filter, double[] covariances, double variance) {
        int order = filter.length + 1;
        double rest = covariances[order];
        for (int i = 1; i < order; i++) {
            rest -= filter[i - 1] * covariances[order - i];
        }
        double partial = Math.max(-1, Math.min(1, rest / variance));
        double[] next = Arrays.copyOf(filter, order);
        for (int i = 1; i < order; i++) {
            next[i - 1] = filter[i - 1] - partial * filter[order - i - 1];
        }
        next[order - 1] = partial;
        return next;
    }

    /** Over all steps, missing products being none, so that they are those of a series that can be. */
    private static double[] covariances(double[] values, int lags) {
        double mean = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
        double[] covariances = new double[lags + 1];
        for (int lag = 0; lag <= lags; lag++) {
            for (int i = lag; i < values.length; i++) {
                double product = (values[i] - mean) * (values[i - lag] - mean);
                covariances[lag] += Double.isNaN(product) ? 0 : product;
            }
        }
        return covariances;
    }

    static int known(double[] values) {
        return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    }

    /** {@return what is new in changes; NaN where one that counts is missing} */
    double[] in(double[] changes) {
        double[] left = changes.clone();
        for (int i = 0; i < left.length; i++) {
            for (int lag = 1; lag <= filter.length; lag++) {
                left[i] -= i < lag ? Double.NaN : filter[lag - 1] * changes[i - lag];
            }
        }
        return left;
    }
}
