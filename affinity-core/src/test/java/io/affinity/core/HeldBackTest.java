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
import io.affinity.core.balancing.Misplaced;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.fixture.ScriptedMigrator;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would not be started is not planned either, so a plan is one that can be carried out. */
class HeldBackTest {

    private static final MigrationPlanner PLANNER = new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT);

    private final LoopScene scene = new LoopScene();
    private HostState stateOfA = HostState.AVAILABLE;

    private Rebalancer loop(boolean isReactive) {
        RebalancerBuilder builder = scene.builder().mode(Mode.AUTOMATIC);
        Balancer reactive = ThresholdBalancer.spreading(0.8, PLANNER);
        return isReactive ? builder.balancer(reactive).build() : builder.build();
    }

    private CycleReport cycle(Rebalancer rebalancer) {
        Fleet fleet = Fleet.builder(scene.clock.instant())
                .host(host("a", 8, 64).withState(stateOfA))
                .host(host("b", 8, 64))
                .host(host("c", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 40), id("a"))
                .build();
        scene.telemetry.say(fleet, 5, GB);
        CycleReport report = rebalancer.cycle();
        scene.clock.pass(STEP);
        return report;
    }

    private void failed(String vm, String source, String target, Duration ago, MigrationFailure failure) {
        Migration migration = new Migration(vmId(vm), id(source), id(target));
        long epoch = scene.journal.claim();
        String id = vm + ago;
        for (Event event : List.of(
                new Event.Intended(),
                new Event.Ended(new MigrationOutcome.Failed(failure)),
                new Event.Closed(new Closing.StaysOnSource()))) {
            scene.journal.append(epoch, new JournalEntry(scene.clock.instant().minus(ago), id, migration, event));
        }
    }

    private void openBreaker(String host) {
        for (int minute = 30; minute >= 10; minute -= 10) {
            failed(
                    "gone",
                    "x",
                    host,
                    Duration.ofMinutes(minute),
                    ((MigrationOutcome.Failed) ScriptedMigrator.FULL).failure());
        }
    }

    private static List<String> targets(CycleReport report) {
        return report.decision().plan().migrations().stream()
                .map(planned -> planned.migration().target().value())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHostWhoseBreakerIsOpenIsNoTarget(boolean isReactive) {
        openBreaker("b");
        Rebalancer rebalancer = loop(isReactive);
        rebalancer.recover();

        CycleReport report = cycle(rebalancer);

        assertThat(targets(report)).isNotEmpty().doesNotContain("b");
        assertThat(scene.dropped).isEmpty();
        assertThat(scene.migrator.started()).hasSize(targets(report).size());
    }

    /** With one in half an hour, it is found out whether it is well again. */
    @Test
    void onceItsBreakerIsHalfOpenItIsTriedAgain() {
        openBreaker("b");
        failed("gone", "x", "c", Duration.ofMinutes(1), new MigrationFailure.Unreachable(id("c"), ""));
        failed("gone", "x", "c", Duration.ofMinutes(1), new MigrationFailure.Unreachable(id("c"), ""));
        failed("gone", "x", "c", Duration.ofMinutes(1), new MigrationFailure.Unreachable(id("c"), ""));
        Rebalancer rebalancer = loop(false);
        rebalancer.recover();
        assertThat(targets(cycle(rebalancer))).isEmpty();

        scene.clock.pass(Duration.ofMinutes(20));

        assertThat(targets(cycle(rebalancer))).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereAVmWasRefusedItIsNotPlannedBeforeItIsTried(boolean isReactive) {
        MigrationFailure full = ((MigrationOutcome.Failed) ScriptedMigrator.FULL).failure();
        failed("v1", "a", "b", Duration.ofMinutes(2), full);
        failed("v2", "a", "b", Duration.ofMinutes(2), full);
        Rebalancer rebalancer = scene.builder()
                .mode(Mode.AUTOMATIC)
                .settings(PredictiveSettings.builder().cooldown(Duration.ZERO).build())
                .balancer(isReactive ? ThresholdBalancer.spreading(0.8, PLANNER) : null)
                .build();
        rebalancer.recover();

        assertThat(targets(cycle(rebalancer))).isNotEmpty().doesNotContain("b");
        assertThat(scene.dropped).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theHostsOfAVmUnderAlarmAreLeftAlone(boolean isReactive) {
        Migration open = new Migration(vmId("gone"), id("x"), id("b"));
        scene.journal.append(
                scene.journal.claim(),
                new JournalEntry(scene.clock.instant().minusSeconds(7200), "m", open, new Event.Intended()));
        scene.migrator.place("gone", Set.of(), Set.of(id("b")));
        Rebalancer rebalancer = loop(isReactive);
        rebalancer.recover();
        rebalancer.advance();

        CycleReport report = cycle(rebalancer);

        assertThat(report.alarms()).hasSize(1);
        assertThat(targets(report)).isNotEmpty().doesNotContain("b");
        assertThat(scene.migrator.started()).hasSize(targets(report).size());
    }

    @Test
    void aHostThatIsHeldBackIsNotEmptiedAndThatIsTold() {
        openBreaker("a");
        stateOfA = HostState.DRAINING;
        Rebalancer rebalancer = loop(false);
        rebalancer.recover();

        CycleReport report = cycle(rebalancer);

        assertThat(report.decision().plan().isEmpty()).isTrue();
        assertThat(report.notes())
                .contains(new Note.NotMended(
                        List.of(),
                        List.of(id("a")),
                        List.of(
                                new Misplaced(vmId("v1"), id("a"), Misplaced.Why.HELD),
                                new Misplaced(vmId("v2"), id("a"), Misplaced.Why.HELD))));
        assertThat(scene.dropped).isEmpty();
    }

    @Test
    void aVmThatIsHeldIsNotSaidToHaveNoTarget() {
        Hold unclear = new Hold.UnclearVm("policy apart", "v", Set.of(), Set.of(vmId("v1")));
        scene.telemetry.say(
                Fleet.builder(scene.clock.instant())
                        .host(host("a", 8, 64).withState(HostState.DRAINING))
                        .host(host("b", 8, 64))
                        .vm(vm("v1", 8, 4), id("a"))
                        .policy(LocationPolicy.Pinned.of("v1 is held", vmId("v1"), id("a")))
                        .holds(List.of(unclear))
                        .build(),
                5,
                GB);

        assertThat(loop(false).cycle().notes())
                .contains(new Note.NotMended(
                        List.of(), List.of(id("a")), List.of(new Misplaced(vmId("v1"), id("a"), Misplaced.Why.HELD))));
    }

    @Test
    void whereTwoCopiesMayBeNothingIsPlanned() {
        Migration open = new Migration(vmId("gone"), id("x"), id("y"));
        scene.journal.append(
                scene.journal.claim(),
                new JournalEntry(scene.clock.instant().minusSeconds(7200), "m", open, new Event.Intended()));
        scene.migrator.place("gone", Set.of(id("x"), id("y")), Set.of());
        Rebalancer rebalancer = loop(false);
        rebalancer.recover();
        rebalancer.advance();

        CycleReport report = cycle(rebalancer);

        assertThat(report.alarms()).isNotEmpty();
        assertThat(report.decision().plan().isEmpty()).isTrue();
        assertThat(report.decision().outlook())
                .as("what is ahead is told all the same")
                .isNotNull();
    }
}
