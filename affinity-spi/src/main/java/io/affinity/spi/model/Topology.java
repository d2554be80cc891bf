// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.HashSet;
import java.util.List;

/**
 * The levels of fault domains in a fleet, from the narrowest to the widest. The first level is always
 * {@link TopologyLevel#HOST}. Immutable and thread-safe.
 *
 * @param levels without duplicates, {@code HOST} first
 */
public record Topology(List<TopologyLevel> levels) {

    /** Hosts only: nothing is known of racks or zones. */
    public static final Topology FLAT = new Topology(List.of(TopologyLevel.HOST));

    /** Hosts in racks in zones. */
    public static final Topology HOST_RACK_ZONE =
            new Topology(List.of(TopologyLevel.HOST, TopologyLevel.RACK, TopologyLevel.ZONE));

    public Topology {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || !levels.get(0).equals(TopologyLevel.HOST)) {
            throw new IllegalArgumentException("The topology levels " + levels + " must begin with host.");
        }
        if (new HashSet<>(levels).size() != levels.size()) {
            throw new IllegalArgumentException("The topology levels " + levels + " must not repeat.");
        }
    }

    /**
     * {@return how far apart two hosts are: 0 for the same host, otherwise the index of the narrowest level at which they
     * share a domain, or the number of levels if they share none}
     */
    public int distance(Host one, Host other) {
        for (int level = 0; level < levels.size(); level++) {
            if (one.faultDomain(levels.get(level)).equals(other.faultDomain(levels.get(level)))) {
                return level;
            }
        }
        return levels.size();
    }
}
