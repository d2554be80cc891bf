// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What makes values of a series numbers near one, and stays once it is known: what nothing is known of stands for its mean.
 *
 * @param mean finite
 * @param deviation above zero
 */
record SeriesScale(double mean, double deviation) {

    /** {@return the scale of these values, without missing ones; null while they are too few, or all alike} */
    static @Nullable SeriesScale of(double[] known) {
        double mean = Arrays.stream(known).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(known)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
        return known.length >= Plausible.FEWEST && deviation > 1e-12 * Math.abs(mean) && deviation > 0
                ? new SeriesScale(mean, deviation)
                : null;
    }

    /** {@return the value in deviations from the mean; 0 for NaN} */
    double apply(double value) {
        return Double.isNaN(value) ? 0 : (value - mean) / deviation;
    }
}
