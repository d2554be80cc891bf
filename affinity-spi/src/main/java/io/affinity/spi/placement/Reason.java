// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import java.time.Duration;
import java.util.List;

/** Why a migration is recommended, as data. */
public sealed interface Reason {

    /**
     * The source will be short.
     *
     * @param ahead when it is worst, counted from the origin
     * @param probability of contention then, in [0, 1]
     * @param shortfall expected share of demand that is not served then, in [0, 1)
     */
    record ContentionAhead(HostId host, Resource resource, Duration ahead, double probability, double shortfall)
            implements Reason {}

    /** The VM's own risk score if it stays and if it is migrated, all recommended migrations carried out. */
    record RiskReduced(double before, double after) implements Reason {}

    /** The highest probability of contention of the target over the horizon, all recommended migrations carried out. */
    record TargetContention(HostId host, double before, double after) implements Reason {}

    /** A policy, or a term of the user's, is violated less or costs less; amounts in its own units. */
    record PolicyMended(String policy, double before, double after) implements Reason {}

    /** The source promises less beyond its limit; amounts as a share of the limit. */
    record OvercommitReduced(HostId host, double before, double after) implements Reason {}

    /** The source is emptied, because it is draining or to save the cost of keeping it on. */
    record HostEmptied(HostId host) implements Reason {}

    /** What this migration alone improves the objective by, against doing nothing; in migrations, its own cost paid. */
    record Gain(double cost) implements Reason {}

    /**
     * The target that would be best without the recommended one, all other recommended migrations carried out.
     *
     * @param cost by how much more that would cost, in migrations; not negative but for rounding and what a search leaves undone
     */
    record NextBest(HostId host, double cost) implements Reason {}

    /**
     * Hosts that could not be the target because of one rule, which is the first that excludes each: no host is named by two reasons of one
     * recommendation.
     *
     * @param rule the name of a policy or term, or what else excludes them
     */
    record HostsExcluded(String rule, List<HostId> hosts) implements Reason {
        public HostsExcluded {
            hosts = List.copyOf(hosts);
        }
    }
}
