// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.GB;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Situation;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.Trouble;
import io.affinity.core.fixture.SmallFleet;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    void aHostMayBeGoneWhenTheNextControllerFindsAMigrationToItOpen() {
        Migration open = new Migration(vmId("v1"), id("a"), id("gone"));
        scene.journal.append(
                scene.journal.claim(),
                new JournalEntry(scene.clock.instant(), "m-1", open, new JournalEntry.Event.Intended()));
        scene.migrator.place("v1", Set.of(id("a")), Set.of(id("gone")));

        assertThat(rebalancer.recover()).containsExactly(open);
        CycleReport report = scene.cycle(rebalancer, "a", 6);

        assertThat(report.decision()).isNotNull();
        assertThat(report.alarms())
                .singleElement()
                .isInstanceOfSatisfying(
                        Alarm.LeftOpen.class,
                        alarm -> assertThat(alarm.trouble()).isEqualTo(Trouble.HOSTS_SILENT));
        assertThat(scene.migrator.startedVms()).doesNotContain("v1");
    }

    @Test
    void aMigrationToAHostThatIsGoneMayStillBeUnderWay() {
        Migration open = new Migration(vmId("v1"), id("a"), id("gone"));
        scene.journal.append(
                scene.journal.claim(),
                new JournalEntry(scene.clock.instant(), "m-1", open, new JournalEntry.Event.Intended()));
        scene.migrator.hold("v1", id("a"), id("b"));

        assertThat(rebalancer.recover()).containsExactly(open);
        CycleReport report = scene.cycle(rebalancer, "a", 6);

        assertThat(rebalancer.underWay()).containsExactly(open);
        assertThat(report.decision()).isNotNull();
        assertThat(scene.migrator.startedVms()).isEmpty();
    }

    @Test
    void whatIsHeldAndWhoNeverAnsweredIsToldInEachCycle() {
        Hold hold = new Hold.UnclearVm("policy apart", "db", Set.of(), Set.of(vmId("v1")));
        HostId silent = id("silent");
        Host unknown = new Host(
                silent,
                ResourceVector.filled(SmallFleet.RESOURCES, 0),
                ResourceVector.filled(SmallFleet.RESOURCES, 1),
                ResourceVector.filled(SmallFleet.RESOURCES, 0),
                Map.of(),
                Set.of(),
                HostState.UNAVAILABLE);
        for (int i = 0; i < 2; i++) {
            scene.telemetry.say(
                    Fleet.builder(scene.clock.instant())
                            .host(host("a", 8, 64))
                            .host(unknown)
                            .vm(vm("v1", 8, 4), id("a"))
                            .holds(List.of(hold))
                            .build(),
                    6,
                    GB);

            assertThat(rebalancer.cycle().notes()).containsExactly(new Note.Held(hold), new Note.HostNotKnown(silent));
            scene.clock.pass(STEP);
        }
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

    @Test
    void whatWaitsIsDroppedWhenTheObservationIsAnOldOne() {
        PlanOfTwo waiting = new PlanOfTwo();
        Rebalancer loop = scene.builder()
                .mode(Mode.AUTOMATIC)
                .balancer(waiting)
                .limits(MigrationLimits.builder().maxConcurrent(1).build())
                .build();
        scene.cycle(loop, "a", 1);
        assertThat(loop.underWay()).hasSize(1);

        loop.cycle();
        scene.migrator.complete("v1");
        loop.advance();

        assertThat(scene.migrator.startedVms()).containsExactly("v1");
        assertThat(scene.dropped).extracting(DroppedStart::cause).containsExactly(new DroppedStart.Cause.Blind());
    }

    private static final class PlanOfTwo implements Balancer {
        @Override
        public Decision decide(Situation situation) {
            return new Decision(
                    new MigrationPlan(
                            situation.fleet().observedAt(), List.of(planned(0, "v1"), planned(1, "v2")), List.of()),
                    null);
        }

        private static PlannedMigration planned(int number, String vm) {
            return new PlannedMigration(
                    number,
                    new Migration(vmId(vm), id("a"), id("b")),
                    new Recommendation(vmId(vm), id("a"), id("b"), List.of(new Reason.Gain(1))),
                    new MigrationEstimate(Duration.ofSeconds(10), Duration.ZERO, 1, 1, true),
                    Duration.ZERO,
                    Set.of());
        }
    }
}
