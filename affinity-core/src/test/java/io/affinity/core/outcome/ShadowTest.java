// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShadowTest {

    private static final Migration MIGRATION = new Migration(vmId("v"), id("a"), id("b"));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** It looked after nothing, and waited for an end that was in the past for ever. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMigrationThatMayNotGoOnAfterARestartEndsWithIt() {
        Fleet fleet = Fleet.builder(ORIGIN)
                .host(host("a", 8, 64))
                .host(host("b", 8, 64).withState(HostState.DRAINING))
                .vm(vm("v", 8, 4), id("a"))
                .build();
        Moment moment = new Moment(ORIGIN, fleet, new double[2]);
        Track track = new Track(new int[] {0});
        Shadow shadow = new Shadow(
                track,
                moment,
                new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT),
                MigrationLimits.DEFAULT,
                new MigrationMemory(Duration.ofDays(1), STEP));

        shadow.resume(
                moment,
                List.of(new ShadowMigrator.Flight(
                        MIGRATION, ORIGIN.plus(MINUTE), new MigrationOutcome.Completed(MINUTE, Duration.ZERO, 1))),
                MigrationPlan.empty(ORIGIN),
                List.of());
        shadow.advanceTo(ORIGIN.plus(MINUTE.multipliedBy(5)));

        assertThat(track.underWay()).isEmpty();
        assertThat(shadow.state().flights()).isEmpty();
    }
}
