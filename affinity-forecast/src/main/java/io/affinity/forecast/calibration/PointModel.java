// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateWriter;

/**
 * The conditional mean of a linear model with additive errors, kept up to date value by value. Mutable; belongs to one
 * thread at a time.
 */
public interface PointModel {

    /** {@return the kind of model and its parameters, in one line for a person} */
    String description();

    /**
     * {@return the expected value {@code lead} steps after the last value}
     *
     * @param lead at least 1
     */
    double mean(int lead);

    /**
     * {@return by how much a one-step error of 1 moves the value {@code lag} steps later; 1 for lag 0} These are the
     * coefficients {@code c_j} of Hyndman, Koehler, Ord and Snyder (2008), section 6.1; the variance of the error
     * {@code h} steps ahead is that of one step times the sum of their squares for lags 0 to {@code h - 1}.
     */
    double response(int lag);

    /**
     * {@return how far the mean at a lead may be off because of what the model sees at present and has not seen before, as a standard deviation
     * beside that of its errors; 0 for a model that never knows}
     *
     * @param lead at least 1
     */
    default double doubt(int lead) {
        return 0;
    }

    /**
     * Takes the next value, in constant time and without allocating.
     *
     * @param value finite, or NaN if it is missing: the model then goes on as if its own forecast had come true
     */
    void observe(double value);

    /** Puts its whole state, parameters included, into bytes. */
    void write(StateWriter out);
}
