// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.core.check.Occupancy;
import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether a migration may begin: what it takes room for and where it ends must not make any hard rule worse. */
public final class SafeStart {

    private SafeStart() {}

    /**
     * {@return the rules that would become worse while the VM is on both hosts, or once it has arrived; empty if it may
     * begin}
     *
     * @param occupancy before the start; changed meanwhile, and afterwards as it was
     */
    public static List<String> obstacles(PlacementChecker checker, Occupancy occupancy, Migration migration) {
        var now = checker.hardViolationsOnTheWay(occupancy);
        Set<HostId> before = occupancy.of(migration.vm());
        Set<HostId> during = new LinkedHashSet<>(before);
        during.add(migration.target());
        try {
            occupancy.set(migration.vm(), during);
            List<String> worse = PlacementChecker.worsened(now, checker.hardViolationsOnTheWay(occupancy));
            if (worse.isEmpty()) {
                occupancy.set(migration.vm(), Set.of(migration.target()));
                worse = PlacementChecker.worsened(now, checker.hardViolationsOnTheWay(occupancy));
            }
            return worse;
        } finally {
            occupancy.set(migration.vm(), before);
        }
    }
}
