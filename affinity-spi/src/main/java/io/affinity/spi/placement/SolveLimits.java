// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * How much a solver may do. With equal problem, iterations and seed, and a {@code stop} that never says so, the result is
 * the same on every run and on any number of threads.
 *
 * @param iterations an upper bound on search steps, at least 0; the first, constructive part is not counted
 * @param seed of all random choices
 * @param stop asked now and then from the solver's threads; once it answers true the solver returns the best it has. The
 *     way to set a deadline, at the price of reproducibility
 * @param spent asked like {@code stop}: the share of the time that the solver has which is gone, from 0 to 1, and never less than before; a solver that
 *     plans its time plans by it, and ends at 1. Zero where the iterations are the limit
 */
public record SolveLimits(long iterations, long seed, BooleanSupplier stop, DoubleSupplier spent) {

    public SolveLimits {
        if (iterations < 0) {
            throw new IllegalArgumentException("The number of iterations (" + iterations + ") must not be negative.");
        }
    }

    /** Limits of which the solver does not know how much is spent, until they are. */
    public SolveLimits(long iterations, long seed, BooleanSupplier stop) {
        this(iterations, seed, stop, () -> 0);
    }

    /** {@return limits of time alone} */
    public static SolveLimits ofTime(long seed, DoubleSupplier spent) {
        return new SolveLimits(Long.MAX_VALUE, seed, () -> spent.getAsDouble() >= 1, spent);
    }

    /** {@return limits without a deadline} */
    public static SolveLimits of(long iterations, long seed) {
        return new SolveLimits(iterations, seed, () -> false);
    }
}
