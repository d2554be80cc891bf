// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import java.time.Duration;

/**
 * What starting a VM on one host would mean. Hosts are ranked by {@code cost}, then by {@code utilization}. Immutable and
 * thread-safe.
 *
 * @param cost what it adds to the objective of placement, in migrations: shortfall, soft rules, and the affinity taken off
 * @param before contention if it does not start here
 * @param after contention if it does
 * @param worst the resource that is shortest, or nearest to being short, after it
 * @param ahead when that is, counted from the origin
 * @param utilization mean demand after it, of the resource where its share of what is usable is highest; zero or more
 * @param softPolicies what it adds to the violations of soft rules, by weight
 * @param affinity the affinity of VMs like it to this host; positive where they are complementary to those that run there
 */
public record RankedHost(
        HostId host,
        double cost,
        Contention before,
        Contention after,
        Resource worst,
        Duration ahead,
        double utilization,
        double softPolicies,
        double affinity) {

    /**
     * The contention of a host over the horizon.
     *
     * @param peakProbability highest probability over resources and steps, in [0, 1]
     * @param shortfall expected share of demanded work that is not served, of the resource and step where it is highest, in
     *     [0, 1)
     */
    public record Contention(double peakProbability, double shortfall) {}
}
