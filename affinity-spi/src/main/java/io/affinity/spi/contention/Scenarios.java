// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contention;

import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;

/**
 * Joint draws of the future demand of all VMs: scenario {@code s} is one possible future of the whole fleet, in which VMs
 * peak together as they did in the past. Immutable and thread-safe; nothing that can be written to is handed out.
 *
 * <p>Whatever is asked for goes by VM, resource, step and scenario. The <em>block</em> of a VM and a resource is its demand in all
 * steps and scenarios: the value of step {@code t} and scenario {@code s} is at {@code t * scenarios + s}. The load of a host is
 * the plain sum of the blocks of its VMs, which {@link #addTo} makes.
 *
 * <p>Demand is held as whole numbers of a {@link #quantum} of the resource, so that adding and removing a VM are exact inverses and
 * sums do not depend on their order. The quantum is a power of two, and the highest demands of all VMs together are less than 2^30
 * quanta: no sum over any placement overflows, not even with one VM counted twice. For 100,000 VMs of four cores each a quantum is
 * half a thousandth of a core. Demand is rounded <em>down</em> to it, so what fits in truth also fits in quanta ({@link #usable}
 * rounds down as well).
 *
 * <p>Solvers and terms get scenarios whose methods for whole blocks are as fast as loops over an array. An implementation of one's own
 * needs the methods without a body only; it is copied before the built-in stages work on it.
 */
public interface Scenarios {

    /** The most steps, and the most draws: sums over them are taken in halves of 16 bits. */
    int MOST = 0xffff;

    /** Demand in the units of the resources. */
    @FunctionalInterface
    interface Demand {

        /** {@return what a VM demands; finite, not negative} */
        double of(int vm, int resource, int step, int scenario);
    }

    /**
     * {@return scenarios of this demand, rounded down to quanta}
     *
     * @param fleet whose VMs and resources give the indexes
     * @param origin the time of the last value that the forecasts knew
     * @param steps of the horizon, 1 to {@link #MOST}
     * @param scenarios how many draws, 1 to {@link #MOST}
     * @param demand asked once for each value
     * @throws IllegalArgumentException if a value is negative or not finite, or VMs x steps x scenarios are 2^31 or more
     */
    static Scenarios of(Fleet fleet, Instant origin, Duration step, int steps, int scenarios, Demand demand) {
        return RoundedDemand.of(fleet, origin, step, steps, scenarios, demand);
    }

    /**
     * {@return the smallest power of two of which all VMs together demand less than 2^30, or 1 if they demand nothing}
     *
     * @param sumOfPeaks the highest demands of all VMs added up, in the unit of the resource; finite, not negative
     */
    static double quantumOf(double sumOfPeaks) {
        if (!(sumOfPeaks >= 0) || Double.isInfinite(sumOfPeaks)) {
            throw new IllegalArgumentException("The demand of all VMs (" + sumOfPeaks
                    + ") must be finite and not negative; so must be that of each.");
        }
        return sumOfPeaks > 0 ? Math.scalb(1.0, Math.getExponent(sumOfPeaks / (1 << 30)) + 1) : 1;
    }

    /** {@return the fleet whose VMs these are, in its placement, with its policies} */
    Fleet fleet();

    /** {@return the time of the last value that the forecasts knew} */
    Instant origin();

    /** {@return the length of a step} */
    Duration step();

    /** {@return the steps of the horizon, 1 to {@link #MOST}} */
    int steps();

    /** {@return the number of draws, 1 to {@link #MOST}} */
    int scenarios();

    /** {@return the unit in which the resource at this index is counted, in the unit of the resource; a power of two} */
    double quantum(int resource);

    /** {@return one value in quanta, not negative} */
    int quanta(int vm, int resource, int step, int scenario);

    /**
     * {@return the same demand for a fleet with another placement, other hosts or other policies}
     *
     * @throws IllegalArgumentException if its VMs or resources differ
     */
    Scenarios over(Fleet other);

    /** {@return one value in the unit of the resource; for tests and explanations, not for loops over a fleet} */
    default double demand(int vm, int resource, int step, int scenario) {
        return quanta(vm, resource, step, scenario) * quantum(resource);
    }

    /** {@return the length of a block: steps x scenarios} */
    default int blockLength() {
        return steps() * scenarios();
    }

    /** Writes a block, in quanta, from an index on. */
    default void copyDemand(int vm, int resource, int[] into, int offset) {
        for (int t = 0; t < steps(); t++) {
            for (int s = 0; s < scenarios(); s++) {
                into[offset + t * scenarios() + s] = quanta(vm, resource, t, s);
            }
        }
    }

    /** Adds a block, in quanta, to what is there from an index on. */
    default void addTo(int vm, int resource, int[] load, int offset) {
        for (int t = 0; t < steps(); t++) {
            for (int s = 0; s < scenarios(); s++) {
                load[offset + t * scenarios() + s] += quanta(vm, resource, t, s);
            }
        }
    }

    /** Takes a block, in quanta, off what is there from an index on: the exact inverse of {@link #addTo}. */
    default void takeFrom(int vm, int resource, int[] load, int offset) {
        for (int t = 0; t < steps(); t++) {
            for (int s = 0; s < scenarios(); s++) {
                load[offset + t * scenarios() + s] -= quanta(vm, resource, t, s);
            }
        }
    }

    /** {@return how many quanta of the resource a host can serve, rounded down; at most the highest int} */
    default int usable(int host, int resource) {
        return (int) Math.min(Integer.MAX_VALUE, fleet().hosts().get(host).usable(resource) / quantum(resource));
    }

    /** {@return how long the horizon is, in hours} */
    default double horizonHours() {
        return step().toNanos() / 3600e9 * steps();
    }
}
