package io.affinity.core.plan;

import io.affinity.core.placement.Occupancy;
import io.affinity.core.placement.PlacementChecker;
import io.affinity.spi.migration.Migration;
import java.util.List;

/** Whether a migration may begin: what it takes room for and where it ends must not make any hard rule worse. */
public final class SafeStart {

    private SafeStart() {}

    /**
     * {@return the rules that would become worse while the VM is on both hosts, or once it has arrived; empty if it may
     * begin}
     *
     * @param occupancy before the start
     */
    public static List<String> obstacles(PlacementChecker checker, Occupancy occupancy, Migration migration) {
        var now = checker.hardViolationsOnTheWay(occupancy);
        Occupancy during = occupancy.copy();
        during.add(migration.vm(), migration.target());
        List<String> worse = PlacementChecker.worsened(now, checker.hardViolationsOnTheWay(during));
        if (worse.isEmpty()) {
            Occupancy arrived = occupancy.copy();
            arrived.set(migration.vm(), migration.target());
            worse = PlacementChecker.worsened(now, checker.hardViolationsOnTheWay(arrived));
        }
        return worse;
    }
}
