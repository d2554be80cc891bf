// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Situation;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Migrates what the test wrote down, when it wrote it down, and looks at nothing. */
final class Script implements Balancer {

    private record Line(Instant at, VmId vm, HostId source, HostId target) {}

    private final MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT);
    private final List<Line> lines = new ArrayList<>();

    /** Adds a migration that is to be started in the cycle at {@code seconds} after the start. */
    Script migrate(long seconds, VmId vm, HostId source, HostId target) {
        lines.add(new Line(Small.after(seconds), vm, source, target));
        return this;
    }

    @Override
    public Decision decide(Situation situation) {
        List<PlannedMigration> due = new ArrayList<>();
        for (Line line : lines) {
            if (line.at().equals(situation.fleet().observedAt())) {
                Recommendation recommendation = new Recommendation(
                        line.vm(), line.source(), line.target(), List.of(new Reason.HostEmptied(line.source())));
                due.add(new PlannedMigration(
                        due.size(),
                        new Migration(line.vm(), line.source(), line.target()),
                        recommendation,
                        planner.estimate(situation.fleet(), line.vm()),
                        Duration.ZERO,
                        Set.of()));
            }
        }
        return new Decision(new MigrationPlan(situation.fleet().observedAt(), due, List.of()), null);
    }
}
