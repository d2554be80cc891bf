// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.balancing.Situation;
import io.affinity.core.execution.HeldBack;
import io.affinity.core.history.DemandRecorder;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Forecasts would migrate v1 to b, the reactive rule would migrate it to c, and rules ask for d. */
class EarnedBalancerTest {

    private static final Duration BAN = Duration.ofHours(6);

    private final DemandRecorder history = new DemandRecorder(STEP, 50);
    private final MigrationMemory past = new MigrationMemory(Duration.ofDays(7), STEP);
    private HostState state = HostState.AVAILABLE;

    private static Balancer to(String target) {
        return situation -> new Decision(
                new MigrationPlan(
                        ORIGIN,
                        List.of(Shadow.planned(
                                0, new Migration(vmId("v1"), id("a"), id(target)), false, Duration.ZERO, Set.of())),
                        List.of()),
                null);
    }

    private Fleet fleet() {
        return Fleet.builder(ORIGIN)
                .host(host("a", 8, 64).withState(state))
                .host(host("b", 8, 64))
                .host(host("c", 8, 64))
                .host(host("d", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .build();
    }

    private DecisionLedger ledger() {
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT);
        return new DecisionLedger(DecisionSettings.DEFAULT, STEP, planner, MigrationLimits.DEFAULT, Balancer.none());
    }

    /** Through a restart, which is the short way to a ledger that has found something. */
    private DecisionLedger ledger(Rule rule) throws SnapshotFormatException {
        DecisionLedger first = ledger();
        Observation observation = Observation.of(fleet(), new double[] {1, 1});
        history.record(observation);
        first.observe(observation, history, ORIGIN);
        DecisionState found = DecisionReader.decode(Objects.requireNonNull(first.encode()), first.madeWith());
        DecisionLedger second = ledger();
        second.restore(DecisionCodec.encode(first.madeWith(), with(found, new DecidingRule(rule, ORIGIN, null))));
        second.observe(observation, history, ORIGIN);
        return second;
    }

    private static DecisionState with(DecisionState found, DecidingRule standing) {
        return new DecisionState(
                found.since(),
                found.accounted(),
                found.missed(),
                found.at(),
                found.resources(),
                found.vms(),
                found.demand(),
                found.hosts(),
                found.actual(),
                found.stay(),
                found.reactive(),
                found.reactive(),
                found.rows(),
                found.gains(),
                found.openGains(),
                found.ages(),
                standing,
                found.seen(),
                found.windowsNotWorse());
    }

    private EarnedBalancer.Choice decide(Rule rule) throws SnapshotFormatException {
        return new EarnedBalancer(to("b"), ledger(rule), to("d"), to("c"), BAN)
                .decide(new Situation(fleet(), history, Set.of(), past.past(), HeldBack.NONE));
    }

    private static List<String> targets(EarnedBalancer.Choice choice) {
        return choice.decision().plan().migrations().stream()
                .map(PlannedMigration::migration)
                .map(migration -> migration.target().value())
                .toList();
    }

    @Test
    void forecastsDecideWhileTheyEarnIt() throws SnapshotFormatException {
        EarnedBalancer.Choice choice = decide(Rule.PREDICTIVE);

        assertThat(targets(choice)).containsExactly("b");
        assertThat(choice.isCarriedOut()).isTrue();
    }

    @Test
    void theReactiveRuleDecidesInTheirPlace() throws SnapshotFormatException {
        EarnedBalancer.Choice choice = decide(Rule.REACTIVE);

        assertThat(targets(choice)).containsExactly("c");
        assertThat(choice.isCarriedOut()).isTrue();
    }

    @Test
    void theReactiveRuleSendsNoVmBackToAHostThatItHasJustLeft() throws SnapshotFormatException {
        past.started(new Migration(vmId("v1"), id("c"), id("a")), ORIGIN.minus(Duration.ofHours(5)));

        assertThat(targets(decide(Rule.REACTIVE))).isEmpty();
    }

    @Test
    void whatIsOnlyRecommendedIsStillReported() throws SnapshotFormatException {
        EarnedBalancer.Choice choice = decide(Rule.RECOMMEND);

        assertThat(targets(choice)).containsExactly("b");
        assertThat(choice.isCarriedOut()).isFalse();
    }

    @Test
    void hostsAreEmptiedUnderAnyRule() throws SnapshotFormatException {
        state = HostState.DRAINING;

        for (Rule rule : List.of(Rule.REACTIVE, Rule.RECOMMEND)) {
            EarnedBalancer.Choice choice = decide(rule);
            assertThat(targets(choice)).containsExactly("d");
            assertThat(choice.isCarriedOut()).isTrue();
        }
    }

    @Test
    void withoutALedgerNobodyIsJudged() {
        EarnedBalancer.Choice choice = EarnedBalancer.unjudged(to("b"))
                .decide(new Situation(fleet(), history, Set.of(), past.past(), HeldBack.NONE));

        assertThat(targets(choice)).containsExactly("b");
        assertThat(choice.isCarriedOut()).isTrue();
    }
}
