// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Situation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Wants any VM anywhere, at once or later, whether that is allowed or not. */
final class RestlessBalancer implements Balancer {

    private final SplittableRandom random;

    RestlessBalancer(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public Decision decide(Situation situation) {
        Fleet fleet = situation.fleet();
        List<PlannedMigration> wanted = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0 && !fleet.vms().isEmpty(); i--) {
            VmId vm = fleet.vms().get(random.nextInt(fleet.vms().size())).id();
            HostId target =
                    fleet.hosts().get(random.nextInt(fleet.hosts().size())).id();
            HostId source = fleet.placement().hostOf(vm);
            if (!source.equals(target)) {
                wanted.add(planned(wanted.size(), new Migration(vm, source, target)));
            }
        }
        return new Decision(new MigrationPlan(fleet.observedAt(), wanted, List.of()), null);
    }

    private PlannedMigration planned(int number, Migration migration) {
        return new PlannedMigration(
                number,
                migration,
                new Recommendation(
                        migration.vm(),
                        migration.source(),
                        migration.target(),
                        List.of(new Reason.HostEmptied(migration.source()))),
                new MigrationEstimate(Duration.ofSeconds(30), Duration.ofMillis(50), 1e9, 1, true),
                Duration.ofSeconds(random.nextInt(3) == 0 ? random.nextInt(300) : 0),
                number > 0 && random.nextInt(4) == 0 ? Set.of(number - 1) : Set.of());
    }
}
