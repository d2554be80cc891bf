// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.spi.forecast.QuantileLevels;

/** Which part of the past says what comes, and how. Immutable. */
interface PastRule {

    /** {@return the name of its forecaster} */
    String name();

    /** {@return what it does, in one line for a person} */
    String description();

    /**
     * Writes what the past says of each step.
     *
     * @param values at least one that is not missing
     * @param day the length of a day in steps; 1 if there is none
     * @param means one value for each step ahead
     * @param quantiles level {@code l} of step {@code i} at index {@code i * levels + l}
     */
    void forecast(RecentValues values, int day, QuantileLevels levels, double[] means, double[] quantiles);
}
