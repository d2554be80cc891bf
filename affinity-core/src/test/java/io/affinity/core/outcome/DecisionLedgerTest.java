// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import static io.affinity.core.fixture.SmallFleet.GB;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.history.DemandRecorder;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Priority;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hosts of 8 cores, VMs of 8, of which two want 5 each. */
class DecisionLedgerTest {

    private static final MigrationPlanner PLANNER = new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT);

    private final DecisionLedger ledger = new DecisionLedger(
            DecisionSettings.DEFAULT,
            STEP,
            PLANNER,
            MigrationLimits.DEFAULT,
            ThresholdBalancer.spreading(0.8, PLANNER));
    private final DemandRecorder history = new DemandRecorder(STEP, 500);
    private Instant now = ORIGIN;

    private static Fleet.Builder hosts(Instant at) {
        return Fleet.builder(at).host(host("a", 8, 64)).host(host("b", 8, 64));
    }

    private Fleet fleet(String hostOfV1, String hostOfV2) {
        return hosts(now)
                .vm(vm("v1", 8, 4).withPriority(Priority.HIGH), id(hostOfV1))
                .vm(vm("v2", 8, 4), id(hostOfV2))
                .build();
    }

    /** The next step, in which all VMs want so many cores. */
    private void see(Fleet fleet, double cores) {
        double[] demand = new double[2 * fleet.vms().size()];
        for (int v = 0; v < fleet.vms().size(); v++) {
            demand[2 * v] = cores;
            demand[2 * v + 1] = GB;
        }
        Observation observation = Observation.of(fleet, demand);
        history.record(observation);
        ledger.observe(observation, history, now);
        ledger.decide(history, Balancer.none());
        now = now.plus(STEP);
    }

    private DecisionSummary summary() {
        return Objects.requireNonNull(ledger.summary());
    }

    private static PlannedMigration planned(String vm, String source, String target) {
        return Shadow.planned(0, new Migration(vmId(vm), id(source), id(target)), false, Duration.ZERO, Set.of());
    }

    private void migrate(PlannedMigration planned, Instant from, Duration elapsed) {
        ledger.started(planned.migration(), from);
        ledger.ended(new MigrationReport(
                "m",
                planned,
                from,
                from.plus(elapsed),
                new MigrationOutcome.Completed(elapsed, Duration.ofMillis(100), 4e9),
                new Verification.Verified()));
    }

    @Test
    void nothingIsKnownBeforeTheFirstObservation() {
        assertThat(ledger.summary()).isNull();
        assertThat(ledger.rule()).isEqualTo(Rule.PREDICTIVE);
        assertThat(ledger.news()).isEmpty();
        assertThat(ledger.migrations()).isEmpty();
    }

    /** Four centuries have more nanoseconds than 64 bits count. */
    @Test
    void aLongSilenceIsMissedHoweverLongItWas() {
        see(fleet("a", "a"), 5);
        Duration silence = Duration.ofDays(400 * 365);
        now = ORIGIN.plus(silence);
        see(fleet("a", "a"), 5);

        assertThat(summary().accounted()).isZero();
        assertThat(summary().missed()).isEqualTo(silence);
    }

    @Test
    void whatIsShortCountsForEachVmAndByPriority() {
        see(fleet("a", "a"), 5);
        see(fleet("a", "a"), 5);

        TrackTotals actual = summary().actual();
        assertThat(actual.contentionMinutes()).isEqualTo(10, within(1e-9));
        assertThat(actual.weightedContentionHours()).isEqualTo((4 + 1) / 12.0, within(1e-9));
        assertThat(actual.activeHostHours()).isEqualTo(1 / 12.0, within(1e-9));
        assertThat(actual.cost(new DecisionPrices(12, 6))).isEqualTo(5.5, within(1e-9));
        assertThat(summary().stay()).isEqualTo(actual);
        assertThat(summary().accounted()).isEqualTo(STEP);
    }

    @Test
    void theReactiveRuleTakesAsLongAsWasEstimated() {
        see(fleet("a", "a"), 5);
        see(fleet("a", "a"), 5);
        see(fleet("a", "a"), 5);

        // 4 GB at 625 MB/s: two VMs stand in contention for 6.4 s.
        assertThat(summary().reactive().contentionMinutes()).isEqualTo(2 * 6.4 / 60, within(1e-6));
        assertThat(summary().reactive().migrations()).isEqualTo(1);
        assertThat(summary().reactive().migrationCost()).isEqualTo(0.5);
        assertThat(summary().reactive().activeHostHours()).isEqualTo(4 / 12.0, within(1e-6));
    }

    @Test
    void aMigrationSplitsTheStep() {
        see(fleet("a", "a"), 5);
        migrate(planned("v2", "a", "b"), ORIGIN.plusSeconds(60), Duration.ofSeconds(60));
        see(fleet("a", "b"), 5);

        assertThat(summary().actual().contentionMinutes()).isEqualTo(2 * 2, within(1e-9));
        assertThat(summary().actual().migrationCost()).isEqualTo(3);
        assertThat(summary().actual().owedCost()).isZero();
        assertThat(summary().stay().contentionMinutes()).isEqualTo(10, within(1e-9));
    }

    @Test
    void demandRunsInStraightLines() {
        see(fleet("a", "a"), 3);
        migrate(planned("v2", "a", "b"), ORIGIN.plusSeconds(200), Duration.ofSeconds(50));
        see(fleet("a", "b"), 6);

        // After 200 s each VM wants 5 cores; before that piece, nothing is short at its beginning.
        assertThat(summary().actual().contentionMinutes()).isEqualTo(2 * 50 / 60.0, within(1e-9));
    }

    @Test
    void eachMigrationKnowsWhatItGainedAndCost() {
        see(fleet("a", "a"), 5);
        migrate(planned("v2", "a", "b"), ORIGIN, Duration.ofSeconds(60));
        for (int i = 0; i < 290; i++) {
            see(fleet("a", "b"), 5);
        }

        assertThat(ledger.migrations()).singleElement().satisfies(gain -> {
            assertThat(gain.elapsed()).isEqualTo(Duration.ofSeconds(60));
            assertThat(gain.downtime()).isEqualTo(Duration.ofMillis(100));
            assertThat(gain.transferredBytes()).isEqualTo(4e9);
            assertThat(gain.cost()).isEqualTo(3);
            assertThat(gain.after5Minutes()).isEqualTo(2 * 5, within(1e-9));
            assertThat(gain.afterAnHour()).isEqualTo(2 * 60, within(1e-9));
            assertThat(gain.afterADay()).isEqualTo(2 * 1440, within(1e-9));
        });
        assertThat(summary().gains())
                .extracting(GainAtAge::migrations)
                .as("after five minutes, an hour, a day")
                .containsExactly(1, 1, 1);
    }

    @Test
    void whatMigrationsGainedIsReadByThoseWhoKeepNoLedger() throws SnapshotFormatException {
        MemorySnapshots store = new MemorySnapshots();
        assertThat(DecisionKeeper.gains(store)).isEmpty();
        see(fleet("a", "a"), 5);
        migrate(planned("v2", "a", "b"), ORIGIN, Duration.ofSeconds(60));
        see(fleet("a", "b"), 5);
        store.save(DecisionKeeper.KEY, Objects.requireNonNull(ledger.encode()));

        assertThat(DecisionKeeper.gains(store)).hasSize(1).isEqualTo(ledger.migrations());

        store.save(DecisionKeeper.KEY, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> DecisionKeeper.gains(store)).isInstanceOf(SnapshotFormatException.class);
    }

    @Test
    void aMigrationThatDoesHarmGainsLessThanNothing() {
        see(fleet("a", "b"), 5);
        migrate(planned("v2", "b", "a"), ORIGIN, Duration.ofSeconds(60));
        see(fleet("a", "a"), 5);
        see(fleet("a", "a"), 5);

        assertThat(ledger.migrations())
                .singleElement()
                .extracting(MigrationGain::after5Minutes)
                .isEqualTo(-10.0);
        assertThat(summary().recent().avoidedByMigrating().estimate()).isEqualTo(-2 * 9, within(1e-5));
    }

    @Test
    void aMigrationIsOverWhenItsVmMovesOn() {
        see(fleet("a", "a"), 5);
        migrate(planned("v2", "a", "b"), ORIGIN, Duration.ofSeconds(60));
        see(fleet("a", "b"), 5);
        see(fleet("a", "a"), 5);
        see(fleet("a", "a"), 5);

        assertThat(ledger.migrations())
                .singleElement()
                .extracting(MigrationGain::seen)
                .isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void whatOperatorsMigrateCountsAndIsNotHeldAgainstForecasts() {
        see(fleet("a", "a"), 5);
        see(fleet("a", "b"), 5);

        assertThat(summary().actual().migrations()).isEqualTo(1);
        assertThat(summary().actual().owedCost()).isEqualTo(0.5);
        assertThat(summary().stay().migrations()).isZero();
    }

    @Test
    void aMigrationThatFailedCostsAndMovesNothing() {
        see(fleet("a", "a"), 5);
        PlannedMigration planned = planned("v2", "a", "b");
        ledger.started(planned.migration(), ORIGIN);
        ledger.ended(new MigrationReport(
                "m",
                planned,
                ORIGIN,
                ORIGIN.plusSeconds(20),
                new MigrationOutcome.Failed(new MigrationFailure.Defect("Broken.")),
                null));
        see(fleet("a", "a"), 5);

        assertThat(summary().actual().contentionMinutes()).isEqualTo(10, within(1e-9));
        assertThat(summary().actual().migrationCost()).isEqualTo(1);
        assertThat(ledger.migrations()).isEmpty();
    }

    @Test
    void newVmsBeginWhereTheyAreAndThoseThatAreGoneLeave() {
        see(hosts(now).vm(vm("v1", 8, 4), id("a")).build(), 5);
        see(fleet("a", "a"), 5);
        see(fleet("a", "a"), 5);
        see(hosts(now).vm(vm("v2", 8, 4), id("a")).build(), 5);
        see(hosts(now).vm(vm("v2", 8, 4), id("a")).build(), 5);

        assertThat(summary().stay().contentionMinutes()).isEqualTo(20, within(1e-9));
        assertThat(summary().reactive().migrations()).isEqualTo(1);
    }

    @Test
    void whereAHostIsGoneItsShadowsGoOnWhereTheVmsReallyAre() {
        see(fleet("a", "b"), 5);
        Fleet smaller = Fleet.builder(now)
                .host(host("a", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 4), id("a"))
                .build();
        see(smaller, 5);
        see(
                Fleet.builder(now)
                        .host(host("a", 8, 64))
                        .vm(vm("v1", 8, 4), id("a"))
                        .vm(vm("v2", 8, 4), id("a"))
                        .build(),
                5);

        assertThat(summary().stay().contentionMinutes()).isEqualTo(10, within(1e-9));
    }

    @Test
    void hostsToBeEmptiedAreEmptiedOnEveryTrack() {
        see(fleet("b", "a"), 5);
        Fleet.Builder draining = Fleet.builder(now)
                .host(host("a", 8, 64).withState(HostState.DRAINING))
                .host(host("b", 8, 64))
                .host(host("c", 8, 64));
        see(draining.vm(vm("v1", 8, 4), id("b")).vm(vm("v2", 8, 4), id("c")).build(), 5);

        assertThat(summary().stay().migrations()).isEqualTo(1);
        assertThat(summary().recent().gainByMigrating().estimate()).isZero();
    }

    @Test
    void aStepThatWasMissedIsNotAccountedFor() {
        see(fleet("a", "a"), 5);
        now = now.plus(STEP);
        see(fleet("a", "a"), 5);

        assertThat(summary().missed()).isEqualTo(STEP.multipliedBy(2));
        assertThat(summary().accounted()).isZero();
        assertThat(summary().actual().contentionMinutes()).isZero();
    }

    @Test
    void aClockThatStandsStillIsNoStep() {
        see(fleet("a", "a"), 5);
        ledger.observe(Observation.of(fleet("a", "a"), new double[4]), history, ORIGIN);

        assertThat(summary().accounted()).isZero();
        assertThat(summary().missed()).isZero();
    }

    @Test
    void whereTheClockIsSetBackTheAccountBeginsAnewAndForgetsVmsThatAreGone() {
        see(fleet("a", "a"), 5);
        now = ORIGIN.minus(Duration.ofDays(365));
        history.forget();

        see(hosts(now).vm(vm("v2", 8, 4), id("a")).build(), 5);
        see(hosts(now).vm(vm("v2", 8, 4), id("a")).build(), 5);

        assertThat(summary().accounted()).isEqualTo(STEP);
        assertThat(summary().since()).isEqualTo(ORIGIN.minus(Duration.ofDays(365)));
    }

    @Test
    void nothingIsDecidedAsideInAStepThatIsNotTaken() {
        see(fleet("a", "a"), 5);
        Fleet smaller = hosts(now).vm(vm("v2", 8, 4), id("a")).build();
        Observation observation = Observation.of(smaller, new double[] {1, GB});
        history.record(observation);

        ledger.observe(observation, history, ORIGIN);
        ledger.decide(history, Balancer.none());

        assertThat(summary().accounted()).isZero();
    }

    @Test
    void whatIsNotMeasuredIsAsItWas() {
        see(fleet("a", "a"), 5);
        see(fleet("a", "a"), Double.NaN);
        see(fleet("a", "a"), 5);

        assertThat(summary().actual().contentionMinutes()).isEqualTo(20, within(1e-9));
    }
}
