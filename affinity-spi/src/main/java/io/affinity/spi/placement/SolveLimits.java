package io.affinity.spi.placement;

import java.util.function.BooleanSupplier;

/**
 * How much a solver may do. With equal problem, iterations and seed, and a {@code stop} that never says so, the result is
 * the same on every run and on any number of threads.
 *
 * @param iterations an upper bound on search steps, at least 0; the first, constructive part is not counted
 * @param seed of all random choices
 * @param stop asked now and then from the solver's threads; once it answers true the solver returns the best it has. The
 *     way to set a deadline, at the price of reproducibility
 */
public record SolveLimits(long iterations, long seed, BooleanSupplier stop) {

    public SolveLimits {
        if (iterations < 0) {
            throw new IllegalArgumentException("The number of iterations (" + iterations + ") must not be negative.");
        }
    }

    /** {@return limits without a deadline} */
    public static SolveLimits of(long iterations, long seed) {
        return new SolveLimits(iterations, seed, () -> false);
    }
}
