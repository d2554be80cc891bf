// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.Fleet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many migrations are under way, in all, by host and by link, and what keeps one more from beginning. */
final class Slots {

    private final Fleet fleet;
    private final MigrationLimits limits;
    private final Links links;
    private final int[] byHost;
    private final List<Migration> underWay = new ArrayList<>();

    Slots(Fleet fleet, MigrationLimits limits) {
        this.fleet = fleet;
        this.limits = limits;
        links = new Links(fleet, limits);
        byHost = new int[fleet.hosts().size()];
    }

    boolean areAllTaken() {
        return underWay.size() >= limits.maxConcurrent();
    }

    int takenOf(int host) {
        return byHost[host];
    }

    /** {@return what a migration has to wait for; null if nothing} */
    @Nullable
    Wait obstacle(Leg leg) {
        if (byHost[leg.source()] >= limits.maxConcurrentPerHost()) {
            return Wait.forHost(leg.source());
        } else if (byHost[leg.target()] >= limits.maxConcurrentPerHost()) {
            return Wait.forHost(leg.target());
        }
        return limits.linkBytesPerSecond().isEmpty() || links.haveRoomFor(leg.migration(fleet), underWay)
                ? null
                : Wait.FOR_LINKS;
    }

    void take(Leg leg) {
        byHost[leg.source()]++;
        byHost[leg.target()]++;
        underWay.add(leg.migration(fleet));
    }

    void free(Leg leg) {
        byHost[leg.source()]--;
        byHost[leg.target()]--;
        underWay.remove(leg.migration(fleet));
    }
}
