// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A balancer that sends no VM back to a host that it has just left. */
public final class WithoutReturn implements Balancer {

    private final Balancer balancer;
    private final Duration returnBan;

    /** @param returnBan for which a VM must not go back, not negative */
    public WithoutReturn(Balancer balancer, Duration returnBan) {
        this.balancer = balancer;
        this.returnBan = returnBan;
    }

    @Override
    public Decision decide(Situation situation) {
        Decision wanted = balancer.decide(situation);
        Map<VmId, Set<HostId>> left =
                situation.past().hostsLeftSince(situation.fleet().observedAt().minus(returnBan));
        List<PlannedMigration> allowed = wanted.plan().migrations().stream()
                .filter(planned -> !left.getOrDefault(planned.migration().vm(), Set.of())
                        .contains(planned.migration().target()))
                .toList();
        // The executor skips what depends on those that are left out.
        MigrationPlan plan = new MigrationPlan(
                wanted.plan().createdAt(), allowed, wanted.plan().postponed());
        return new Decision(plan, wanted.outlook());
    }
}
