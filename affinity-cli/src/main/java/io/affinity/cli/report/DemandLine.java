// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.time.Instant;
import java.util.List;

/**
 * What all VMs together demand of one resource over time, against what all hosts have. Immutable and thread-safe.
 *
 * @param resource such as {@code cpu}, not blank
 * @param unit of the values, such as {@code cores}; empty for none
 * @param capacity what all hosts have, finite and above 0
 * @param usable of it, without what is kept free
 * @param times strictly increasing, at least one
 * @param demand the highest demand from each time to the next, as many as times, finite and not negative
 */
public record DemandLine(
        String resource, String unit, double capacity, double usable, List<Instant> times, List<Double> demand) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if they differ in length or are empty, times do not increase, or a value is illegal
     */
    public DemandLine {
        Require.text("resource", resource);
        Require.present("unit", unit);
        times = List.copyOf(times);
        demand = List.copyOf(demand);
        Require.that(
                capacity > 0 && Double.isFinite(capacity),
                "The capacity (%s) of %s must be finite and above 0.",
                capacity,
                resource);
        Require.that(
                !times.isEmpty() && times.size() == demand.size(),
                "The times (%s) must be as many as the values (%s), and at least one.",
                times.size(),
                demand.size());
        Require.increasing("time", times);
        for (double value : demand) {
            Require.that(
                    Double.isFinite(value) && value >= 0,
                    "The demand (%s) for %s must be finite and not negative.",
                    value,
                    resource);
        }
    }
}
