// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.TopologyLevel;
import java.util.Collection;
import java.util.Map;

/**
 * The links that migrations share, and how many they carry: each of a domain's own, out of it and into it. A migration takes its whole
 * bandwidth of both links that it passes, so that none is slower than planned; a link narrower than one migration still carries one.
 * Stateless and thread-safe.
 */
public final class Links {

    private final Fleet fleet;
    private final MigrationLimits limits;

    public Links(Fleet fleet, MigrationLimits limits) {
        this.fleet = fleet;
        this.limits = limits;
    }

    /** {@return whether every link that a migration passes can carry it beside these} */
    public boolean haveRoomFor(Migration next, Collection<Migration> underWay) {
        for (Map.Entry<TopologyLevel, Double> link : limits.linkBytesPerSecond().entrySet()) {
            double most = Math.max(1, Math.floor(link.getValue() / limits.bandwidthBytesPerSecond()));
            String source = domain(next.source(), link.getKey());
            String target = domain(next.target(), link.getKey());
            if (!source.equals(target)
                    && (carried(source, link.getKey(), underWay) >= most
                            || carried(target, link.getKey(), underWay) >= most)) {
                return false;
            }
        }
        return true;
    }

    private int carried(String domain, TopologyLevel level, Collection<Migration> underWay) {
        int carried = 0;
        for (Migration migration : underWay) {
            boolean leaves = domain(migration.source(), level).equals(domain);
            boolean enters = domain(migration.target(), level).equals(domain);
            carried += leaves == enters ? 0 : 1;
        }
        return carried;
    }

    /** A host that has left the fleet meanwhile is a domain of its own. */
    private String domain(HostId host, TopologyLevel level) {
        return fleet.contains(host) ? fleet.host(host).faultDomain(level) : host.value();
    }
}
