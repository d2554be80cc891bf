// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.execution.ExecutorScene.LIMITS;
import static io.affinity.core.execution.ExecutorScene.migration;
import static io.affinity.core.execution.ExecutorScene.now;
import static io.affinity.core.execution.ExecutorScene.world;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.JournalEntries;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who else is asked before a migration starts. */
class GateTest {

    private static final Gate.Answer NO = new Gate.Refuse("outside-window", "It is noon.");

    private final ExecutorScene scene = new ExecutorScene();
    private final List<String> asked = new ArrayList<>();

    /** A gate that says the same of a VM every time, and lets pass whom it does not know. */
    private Gate gate(String name, Map<String, Gate.Answer> answers) {
        return gate(name, (String vm) -> answers.getOrDefault(vm, new Gate.Start()));
    }

    private Gate gate(String name, Function<String, Gate.@Nullable Answer> answers) {
        return new Gate() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Answer ask(PlannedMigration planned, Fleet fleet, Instant now) {
                String vm = planned.migration().vm().value();
                asked.add(name + " " + vm + " " + Duration.between(ORIGIN, now).toSeconds());
                return answers.apply(vm);
            }
        };
    }

    private PlanExecutor executor(List<Gate> gates, PlannedMigration... migrations) {
        return executor(gates, world().build(), migrations);
    }

    private PlanExecutor executor(List<Gate> gates, Fleet fleet, PlannedMigration... migrations) {
        PlanExecutor executor = scene.executor(LIMITS, gates);
        executor.submit(new MigrationPlan(ORIGIN, List.of(migrations), List.of()), fleet);
        return executor;
    }

    @Test
    void allAreAskedJustBeforeTheStartInTheirOrder() {
        PlanExecutor executor = executor(
                List.of(gate("first", Map.of()), gate("second", Map.of())),
                migration(0, "v1", "a", "b", Duration.ofSeconds(5)));
        executor.advance();
        assertThat(asked).as("before its time").isEmpty();

        scene.clock.pass(Duration.ofSeconds(5));
        executor.advance();
        executor.advance();

        assertThat(asked).containsExactly("first v1 5", "second v1 5");
        assertThat(scene.migrator.startedVms()).containsExactly("v1");
    }

    @Test
    void whatIsRefusedIsNotStartedNorWhatDependsOnIt() {
        PlanExecutor executor = executor(
                List.of(gate("window", Map.of("v1", NO)), gate("second", Map.of())),
                now(0, "v1", "a", "b"),
                now(1, "v5", "b", "c", 0),
                now(2, "v2", "a", "d"));

        executor.advance();

        assertThat(executor.isIdle()).as("while v2 is under way").isFalse();
        scene.migrator.complete("v2");
        executor.advance();
        assertThat(executor.isIdle()).as("with nothing left to wait for").isTrue();
        assertThat(scene.migrator.startedVms()).containsExactly("v2");
        assertThat(asked).as("nobody is asked once one refused").doesNotContain("second v1 0");
        Closing.Refused refused = new Closing.Refused("window", new Gate.Refuse("outside-window", "It is noon."));
        assertThat(JournalEntries.of(scene.lines).get(0).event()).isEqualTo(new Event.Closed(refused));
        assertThat(executor.refusedSinceLastAsked())
                .containsExactly(new RefusedStart(now(0, "v1", "a", "b").migration(), refused));
        assertThat(executor.refusedSinceLastAsked()).isEmpty();
        assertThat(executor.alarms()).isEmpty();
        assertThat(scene.lines.open()).isEmpty();
    }

    @Test
    void whatWaitsIsAskedAgainWhenItsTimeHasComeAndHoldsUpNothingElse() {
        Instant opens = ORIGIN.plusSeconds(60);
        PlanExecutor executor = executor(
                List.of(gate(
                        "window",
                        (String vm) -> vm.equals("v1") && scene.clock.instant().isBefore(opens)
                                ? new Gate.WaitUntil(opens)
                                : new Gate.Start())),
                now(0, "v1", "a", "b"),
                now(1, "v2", "a", "c"));

        executor.advance();
        executor.advance();

        assertThat(scene.migrator.startedVms()).containsExactly("v2");
        assertThat(asked).containsExactly("window v1 0", "window v2 0");
        assertThat(executor.nextStart()).isEqualTo(opens);
        scene.migrator.complete("v2");
        executor.advance();
        assertThat(executor.isIdle()).as("while one waits").isFalse();

        scene.clock.pass(Duration.ofSeconds(60));
        executor.advance();

        assertThat(scene.migrator.startedVms()).containsExactly("v2", "v1");
        assertThat(executor.nextStart()).isNull();
    }

    @Test
    void theNextPlanDropsWhatWaits() {
        PlanExecutor executor = executor(
                List.of(gate("window", Map.of("v1", new Gate.WaitUntil(ORIGIN.plusSeconds(60))))),
                now(0, "v1", "a", "b"));
        executor.advance();

        executor.submit(MigrationPlan.empty(ORIGIN), world().build());

        assertThat(executor.nextStart()).isNull();
        assertThat(executor.isIdle()).isTrue();
    }

    @Test
    void nobodyIsAskedAboutWhatTheRulesForbid() {
        Fleet fleet = world().policy(new LocationPolicy.AntiAffinity(
                        "apart", Strength.hard(), Scope.CONTINUOUS, Set.of(vmId("v1"), vmId("v5")), TopologyLevel.HOST))
                .build();
        PlanExecutor executor = executor(List.of(gate("window", Map.of())), fleet, now(0, "v1", "a", "b"));

        executor.advance();

        assertThat(asked).isEmpty();
        assertThat(JournalEntries.of(scene.lines).get(0).event())
                .isEqualTo(new Event.Closed(new Closing.AgainstRules()));
        assertThat(executor.refusedSinceLastAsked()).isEmpty();
    }

    @Test
    void oneThatThrowsRefusesAndStopsNothing() {
        assertBroken(
                (String vm) -> {
                    if (vm.equals("v1")) {
                        throw new IllegalStateException("no calendar");
                    }
                    return new Gate.Start();
                },
                "no calendar");
    }

    @Test
    void oneThatDoesNotAnswerRefusesAndStopsNothing() {
        assertBroken((String vm) -> vm.equals("v1") ? null : new Gate.Start(), "no answer");
    }

    @Test
    void oneThatWaitsForThePastRefusesAndStopsNothing() {
        assertBroken((String vm) -> vm.equals("v1") ? new Gate.WaitUntil(ORIGIN) : new Gate.Start(), "not later");
    }

    private void assertBroken(Function<String, Gate.@Nullable Answer> answers, String words) {
        PlanExecutor executor =
                executor(List.of(gate("broken", answers)), now(0, "v1", "a", "b"), now(1, "v2", "a", "c"));

        executor.advance();

        assertThat(scene.migrator.startedVms()).containsExactly("v2");
        assertThat(executor.alarms()).isEmpty();
        assertThat(executor.refusedSinceLastAsked()).singleElement().satisfies(start -> {
            assertThat(start.refusal().gate()).isEqualTo("broken");
            assertThat(start.refusal().refusal().reason()).isEqualTo(Gates.BROKEN);
            assertThat(start.refusal().refusal().detail()).contains(words);
        });
    }
}
