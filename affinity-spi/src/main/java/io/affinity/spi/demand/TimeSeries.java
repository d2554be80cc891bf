// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Values on a regular grid: value {@code i} stands for the time {@code start + i * step}. NaN means missing and nothing
 * else; infinite values are refused. May be empty. Immutable and thread-safe.
 */
public final class TimeSeries {

    private final Instant start;
    private final Duration step;
    private final double[] values;
    private final Trust trust;

    private TimeSeries(Instant start, Duration step, double[] values, Trust trust) {
        this.start = start;
        this.step = step;
        this.values = values;
        this.trust = trust;
    }

    /**
     * {@return a series of high trust}
     *
     * @param step positive
     * @param values copied; finite or NaN
     * @throws IllegalArgumentException if {@code step} is not positive or a value is infinite
     */
    public static TimeSeries of(Instant start, Duration step, double... values) {
        if (step.isZero() || step.isNegative()) {
            throw new IllegalArgumentException("The step (" + step + ") must be positive.");
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isInfinite(values[i])) {
                throw new IllegalArgumentException(
                        "The value at index " + i + " (" + values[i] + ") must be finite, or NaN where it is missing.");
            }
        }
        return new TimeSeries(start, step, values.clone(), Trust.HIGH);
    }

    /** {@return the same values, trusted as said} */
    public TimeSeries withTrust(Trust newTrust) {
        return new TimeSeries(start, step, values, newTrust);
    }

    /** {@return the time of the first value} */
    public Instant start() {
        return start;
    }

    /** {@return the distance between two values} */
    public Duration step() {
        return step;
    }

    public Trust trust() {
        return trust;
    }

    /** {@return the number of values, missing ones included} */
    public int length() {
        return values.length;
    }

    /** {@return the value at {@code index}, 0 to length - 1, in the unit of the series, or NaN if it is missing} */
    public double value(int index) {
        return values[index];
    }

    /** {@return a copy of all values} */
    public double[] values() {
        return values.clone();
    }

    /** {@return the time of the value at {@code index}; indexes from the length on continue the grid} */
    public Instant timeOf(int index) {
        return start.plus(step.multipliedBy(index));
    }

    /** {@return how many values are not missing} */
    public int present() {
        int present = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present++;
            }
        }
        return present;
    }

    /** {@return the values from index {@code from} (inclusive) to {@code to} (exclusive), with their times and trust} */
    public TimeSeries slice(int from, int to) {
        return new TimeSeries(timeOf(from), step, Arrays.copyOfRange(values, from, to), trust);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeSeries series
                && start.equals(series.start)
                && step.equals(series.step)
                && trust == series.trust
                && Arrays.equals(values, series.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * start.hashCode() + step.hashCode()) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length + " values from " + start + " by " + step + ", trust " + trust;
    }
}
