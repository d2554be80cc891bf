// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.GB;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;

import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.RefusedStart;
import io.affinity.core.fixture.LastValueForecaster;
import io.affinity.core.fixture.ManualClock;
import io.affinity.core.fixture.ScriptedMigrator;
import io.affinity.core.fixture.ScriptedTelemetry;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A control loop in a world that does as the test says, with a clock that stands still. */
final class LoopScene {

    final ScriptedTelemetry telemetry = new ScriptedTelemetry();
    final ScriptedMigrator migrator = new ScriptedMigrator();
    final MemoryJournal journal = new MemoryJournal();
    final ManualClock clock = new ManualClock(ORIGIN);
    final List<CycleReport> cycles = new ArrayList<>();
    final List<MigrationReport> migrations = new ArrayList<>();
    final List<RefusedStart> refused = new ArrayList<>();
    final List<DroppedStart> dropped = new ArrayList<>();

    RebalancerBuilder builder() {
        telemetry.remember(1);
        return Rebalancer.builder()
                .telemetry(telemetry.telemetry())
                .migrator(migrator)
                .forecaster(new LastValueForecaster(1))
                .step(STEP)
                .historyWindow(Duration.ofHours(2))
                .refitEvery(Duration.ofHours(1))
                .seasons(List.of(Duration.ofHours(1)))
                .journal(journal)
                .clock(clock)
                .pause(clock::pass)
                .listener(new RebalancerListener() {
                    @Override
                    public void cycled(CycleReport report) {
                        cycles.add(report);
                    }

                    @Override
                    public void refused(RefusedStart start) {
                        refused.add(start);
                    }

                    @Override
                    public void dropped(DroppedStart start) {
                        dropped.add(start);
                    }

                    @Override
                    public void migrated(MigrationReport report) {
                        migrations.add(report);
                    }
                });
    }

    /** Two VMs of 8 cores on host a of 8, one of which may be where it was migrated to. */
    Fleet fleet(String hostOfV1) {
        return Fleet.builder(clock.instant())
                .host(host("a", 8, 64))
                .host(host("b", 8, 64))
                .vm(vm("v1", 8, 4), id(hostOfV1))
                .vm(vm("v2", 8, 40), id("a"))
                .build();
    }

    CycleReport cycle(Rebalancer rebalancer, String hostOfV1, double cores) {
        telemetry.say(fleet(hostOfV1), cores, GB);
        return rebalancer.cycle();
    }
}
