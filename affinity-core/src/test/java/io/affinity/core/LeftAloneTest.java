package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.GB;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.execution.DroppedStart;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import org.junit.jupiter.api.Test;

/** What a loop goes through if nobody looks after it. */
class LeftAloneTest {

    private final LoopScene scene = new LoopScene();
    private final Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();

    @Test
    void theTargetOfAMigrationUnderWayMayLeaveTheFleet() {
        scene.cycle(rebalancer, "a", 6);
        assertThat(rebalancer.underWay()).hasSize(1);
        scene.clock.pass(STEP);
        scene.telemetry.say(
                Fleet.builder(scene.clock.instant())
                        .host(host("a", 8, 64))
                        .vm(vm("v1", 8, 4), id("a"))
                        .vm(vm("v2", 8, 40), id("a"))
                        .build(),
                6,
                GB);

        CycleReport report = rebalancer.cycle();

        assertThat(report.decision()).isNotNull();
        assertThat(report.decision().plan().isEmpty()).isTrue();
    }

    @Test
    void aPlanThatWasMadeEightHoursAgoIsNotCarriedOut() throws InterruptedException {
        scene.telemetry.say(scene.fleet("a"), 6, GB);
        MigrationPlan plan = rebalancer.plan();
        scene.clock.pass(STEP.multipliedBy(96));

        assertThat(rebalancer.execute(plan)).isEmpty();

        assertThat(plan.migrations()).isNotEmpty();
        assertThat(scene.migrator.started()).isEmpty();
        assertThat(scene.dropped)
                .extracting(DroppedStart::cause)
                .containsExactly(new DroppedStart.Cause.Expired(plan.createdAt()));
    }
}
