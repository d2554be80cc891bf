// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.execution.ExecutorScene.LIMITS;
import static io.affinity.core.execution.ExecutorScene.migration;
import static io.affinity.core.execution.ExecutorScene.now;
import static io.affinity.core.execution.ExecutorScene.world;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.fixture.ManualClock;
import io.affinity.core.fixture.ScriptedMigrator;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when it is not certain where a VM runs, and after a crash. */
class DoubtfulOutcomeTest {

    private static final MigrationOutcome LOST =
            new MigrationOutcome.Unknown(new MigrationFailure.Unreachable(id("a"), "connection lost"), "");

    private final ExecutorScene scene = new ExecutorScene();
    private final List<String> calls = scene.calls;
    private final ScriptedMigrator migrator = scene.migrator;
    private final MemoryJournal lines = scene.lines;
    private final PlanExecutor executor = scene.executor;
    private final ManualClock clock = scene.clock;

    @Test
    void anUnknownOutcomeIsAFailureIfTheVmRunsOnItsSource() {
        scene.submit(world().build(), now(0, "v1", "a", "b"), now(1, "v2", "a", "c"));
        migrator.place("v1", Set.of(id("a")), Set.of());
        executor.advance();
        migrator.end("v1", LOST);

        List<MigrationReport> ended = executor.advance();

        assertThat(ended)
                .singleElement()
                .satisfies(report -> assertThat(report.outcome()).isInstanceOf(MigrationOutcome.Failed.class));
        assertThat(calls).containsSubsequence("Ended v1", "inspect v1", "Inspected v1", "Closed v1");
        assertThat(executor.alarms()).isEmpty();
    }

    @Test
    void anUnknownOutcomeWithAHostThatDoesNotAnswerLeavesTheVmAndItsHostsAloneUntilResumed() {
        scene.submit(world().build(), now(0, "v1", "a", "b"), migration(1, "v2", "a", "c", Duration.ofSeconds(5)));
        migrator.place("v1", Set.of(id("a")), Set.of(id("b")));
        executor.advance();
        migrator.end("v1", LOST);
        clock.pass(Duration.ofSeconds(10));

        List<MigrationReport> ended = executor.advance();

        assertThat(ended)
                .singleElement()
                .satisfies(report -> assertThat(report.outcome()).isEqualTo(LOST));
        assertThat(executor.alarms()).singleElement().isInstanceOfSatisfying(Alarm.UnknownOutcome.class, alarm -> {
            assertThat(alarm.migration().vm()).isEqualTo(vmId("v1"));
            assertThat(alarm.outcome()).isEqualTo(LOST);
            assertThat(alarm.trouble()).isEqualTo(Trouble.HOSTS_SILENT);
            assertThat(alarm.state().unreachable()).containsExactly(id("b"));
        });
        assertThat(migrator.startedVms()).containsExactly("v1");
        assertThat(executor.isIdle()).isTrue();
        assertThat(calls).doesNotContain("Closed v1");

        executor.resume();
        executor.advance();
        assertThat(migrator.startedVms()).containsExactly("v1", "v2");
    }

    @Test
    void aVmThatRunsTwiceIsAnAlarmThatStopsAll() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        migrator.place("v1", hosts("a b"), Set.of());
        executor.advance();
        migrator.end("v1", LOST);
        executor.advance();

        scene.submit(world().build(), now(0, "v2", "c", "d"));
        executor.advance();

        assertTrouble(Trouble.RUNS_TWICE);
        assertThat(executor.alarms().get(0).stopsAll()).isTrue();
        assertThat(migrator.startedVms()).containsExactly("v1");
        assertThat(executor.isIdle()).isTrue();
    }

    @Test
    void aVmThatWasSwitchedOffMeanwhileIsNoAlarmAndIsClosed() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        migrator.place("v1", Set.of(), Set.of(id("d")));
        executor.advance();
        migrator.end("v1", LOST);

        assertThat(executor.advance()).hasSize(1);

        assertThat(executor.alarms()).isEmpty();
        assertThat(lines.open()).isEmpty();
    }

    @Test
    void aGuestThatPowersOffOnItsArrivalIsNoAlarmAndIsClosed() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        migrator.refute("v1", Doubt.of(Doubt.Kind.NOT_ON_TARGET, id("b")));
        migrator.place("v1", Set.of(), Set.of());
        executor.advance();
        migrator.complete("v1");

        assertThat(executor.advance()).singleElement().matches(report -> !report.isSuccess());

        assertThat(executor.alarms()).isEmpty();
        assertThat(lines.open()).isEmpty();
    }

    @Test
    void aGuestThatIsGoneWhenASilentTargetAnswersAgainIsNoAlarm() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        migrator.refute("v1", Doubt.of(Doubt.Kind.NOT_ON_TARGET, id("b")), Doubt.of(Doubt.Kind.HOSTS_SILENT, id("b")));
        migrator.place("v1", Set.of(), Set.of());
        executor.advance();
        migrator.complete("v1");
        executor.advance();

        assertThat(executor.alarms()).isEmpty();
        assertThat(lines.open()).isEmpty();
    }

    @Test
    void aCrashBeforeItIsKnownThatAGuestPoweredOffLeavesNoAlarm() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        migrator.refute("v1", Doubt.of(Doubt.Kind.NOT_ON_TARGET, id("b")));
        migrator.place("v1", Set.of(), Set.of());
        executor.advance();
        migrator.complete("v1");
        migrator.takeTime();
        executor.advance();
        migrator.answerAll();

        PlanExecutor next = scene.executor(LIMITS);
        next.recover();
        migrator.answerAll();
        next.advance();

        assertThat(next.alarms()).isEmpty();
        assertThat(lines.open()).isEmpty();
    }

    @Test
    void aVmUnderAlarmDoesNotStopThoseOfOtherHosts() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        migrator.place("v1", Set.of(id("a")), Set.of(id("b")));
        executor.advance();
        migrator.end("v1", LOST);
        executor.advance();
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64), host("c", 8, 64), host("d", 8, 64))
                .vm(vm("v1", 1, 8), id("a"))
                .vm(vm("v2", 1, 8), id("a"))
                .vm(vm("v6", 1, 8), id("c"))
                .build();

        scene.submit(fleet, now(0, "v1", "a", "c"), now(1, "v2", "a", "d"), now(2, "v6", "c", "d"));
        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v1", "v6");
    }

    @Test
    void aPersonEndsTheAlarmOfOneVmForGood() {
        scene.submit(world().build(), now(0, "v1", "a", "b"), now(1, "v2", "a", "c"));
        migrator.refute("v1", "It does not answer.");
        migrator.refute("v2", "It does not answer.");
        executor.advance();
        migrator.complete("v1");
        migrator.complete("v2");
        executor.advance();

        assertThat(executor.resolve(vmId("v1"))).hasSize(1);

        assertThat(executor.alarms())
                .singleElement()
                .isInstanceOfSatisfying(
                        Alarm.OfVm.class,
                        alarm -> assertThat(alarm.migration().vm()).isEqualTo(vmId("v2")));
        assertThat(lines.open()).extracting(entry -> entry.migration().vm()).containsExactly(vmId("v2"));
        assertThat(executor.resolve(vmId("v1"))).isEmpty();
    }

    @Test
    void aRefutedVerificationIsAnAlarmAndNotASuccess() {
        scene.submit(world().build(), now(0, "v1", "a", "b"), now(1, "v5", "b", "c", 0));
        migrator.refute("v1", "It runs on a and b.");
        executor.advance();
        migrator.complete("v1");

        List<MigrationReport> ended = executor.advance();
        executor.resume();
        executor.advance();

        assertThat(ended)
                .singleElement()
                .satisfies(report -> assertThat(report.isSuccess()).isFalse());
        assertThat(migrator.startedVms()).containsExactly("v1");
    }

    @Test
    void oneAlarmDoesNotHideAnother() {
        scene.submit(world().build(), now(0, "v1", "a", "b"), now(1, "v2", "a", "c"));
        migrator.refute("v1", "It runs on a and b.");
        migrator.refute("v2", "It does not answer.");
        executor.advance();
        migrator.complete("v1");
        migrator.complete("v2");
        executor.advance();

        assertThat(executor.alarms())
                .extracting(alarm ->
                        ((Alarm.RefutedVerification) alarm).doubts().get(0).detail())
                .containsExactly("It runs on a and b.", "It does not answer.");
    }

    @Test
    void nothingIsStartedInAlarmEvenFromANewPlan() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        migrator.refute("v1", "It runs on a and b.");
        executor.advance();
        migrator.complete("v1");
        executor.advance();

        scene.submit(world().build(), now(0, "v2", "a", "c"));
        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v1");
        assertThat(executor.isIdle()).isTrue();
    }

    /** The lines that may be there when the controller dies, one more each time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aCrashAtEachPointOfTheJournalIsCleanedUp(int written) {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        List<Event> events = List.of(
                new Event.Intended(),
                new Event.Ended(new MigrationOutcome.Completed(Duration.ofSeconds(1), Duration.ZERO, 1)),
                new Event.Checked(new Verification.Verified()));
        for (Event event : events.subList(0, written)) {
            scene.wrote(ORIGIN, "m", migration, event);
        }
        migrator.place("v1", Set.of(id("b")), Set.of());

        List<Migration> open = executor.recover();

        boolean isClosed = written == 3;
        assertThat(open).isEqualTo(isClosed ? List.of() : List.of(migration));
        assertThat(calls).isEqualTo(isClosed ? List.of() : List.of("inspect v1", "Inspected v1", "Closed v1"));
        assertThat(executor.alarms()).isEmpty();
        assertThat(scene.executor(LIMITS).recover()).as("open after recovery").isEmpty();
    }

    @Test
    void whoOnlyLooksAsksTheHostsAndGivesUpNothing() {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN, "m", migration, new Event.Intended());
        long epoch = lines.claim();
        migrator.place("v1", Set.of(id("a")), Set.of(id("b")));
        clock.pass(Duration.ofHours(1));

        assertThat(executor.look()).containsExactly(migration);
        clock.pass(Duration.ofHours(1));
        executor.advance();

        assertTrouble(Trouble.HOSTS_SILENT);
        assertThat(calls).containsOnly("inspect v1");
        assertThat(lines.open()).hasSize(1);
        lines.append(epoch, new JournalEntry(ORIGIN, "n", migration, new Event.Intended()));
    }

    @Test
    void whoOnlyLookedCleansUpBeforeThePlanThatItIsGivenAfterAll() {
        scene.wrote(ORIGIN, "m", new Migration(vmId("v1"), id("a"), id("b")), new Event.Intended());
        migrator.place("v1", Set.of(id("b")), Set.of());
        executor.look();
        assertThat(executor.alarms()).isEmpty();
        assertThat(lines.open()).hasSize(1);

        scene.submit(world().build(), now(0, "v2", "a", "c"));
        executor.advance();

        assertThat(calls)
                .containsSubsequence(
                        "inspect v1", "inspect v1", "Inspected v1", "Closed v1", "Intended v2", "start v2");
    }

    @Test
    void aPersonMayResolveWhatWasOnlyLookedAt() {
        scene.wrote(ORIGIN, "m", new Migration(vmId("v1"), id("a"), id("b")), new Event.Intended());
        migrator.place("v1", hosts("a b"), Set.of());
        executor.look();

        assertThat(executor.resolve(vmId("v1"))).hasSize(1);

        assertThat(executor.alarms()).isEmpty();
        assertThat(lines.open()).isEmpty();
    }

    @Test
    void aRefutedMigrationIsStillOpenAfterARestart() {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN, "m", migration, new Event.Intended());
        scene.wrote(ORIGIN, "m", migration, new Event.Checked(new Verification.Refuted(List.of())));
        migrator.place("v1", Set.of(id("a"), id("b")), Set.of());

        assertThat(executor.recover()).containsExactly(migration);
        assertThat(executor.alarms()).containsExactly(new Alarm.RefutedVerification("m", migration, List.of()));
    }

    @Test
    void whatWasRefutedIsNotForgottenThoughTheVmRunsOnItsTargetAfterARestart() {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        Doubt doubt = Doubt.of(Doubt.Kind.DEFINITION_LEFT, id("a"));
        scene.wrote(ORIGIN, "m", migration, new Event.Intended());
        scene.wrote(ORIGIN, "m", migration, new Event.Checked(new Verification.Refuted(List.of(doubt))));
        migrator.place("v1", Set.of(id("b")), Set.of());
        executor.recover();

        scene.submit(world().build(), now(0, "v2", "a", "c"));
        executor.advance();

        assertThat(executor.alarms()).containsExactly(new Alarm.RefutedVerification("m", migration, List.of(doubt)));
        assertThat(migrator.started()).isEmpty();
        executor.resume();
        assertThat(scene.executor(LIMITS).recover()).isEmpty();
    }

    @Test
    void aVmThatWasDeletedBeforeARestartIsNoAlarmAndIsClosed() {
        scene.wrote(ORIGIN, "m", new Migration(vmId("v1"), id("a"), id("b")), new Event.Intended());
        migrator.place("v1", Set.of(), Set.of());

        executor.recover();

        assertThat(executor.alarms()).isEmpty();
        assertThat(lines.open()).isEmpty();
    }

    @Test
    void whatIsOnTwoHostsAfterACrashIsAnAlarmAndStaysOpen() {
        scene.wrote(ORIGIN, "m", new Migration(vmId("v1"), id("a"), id("b")), new Event.Intended());
        migrator.place("v1", hosts("a b"), Set.of());

        executor.recover();
        scene.submit(world().build(), now(0, "v2", "a", "c"));
        executor.advance();

        assertTrouble(Trouble.RUNS_TWICE);
        assertThat(migrator.started()).isEmpty();
        assertThat(scene.executor(LIMITS).recover()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void aMigrationThatGoesOnWithoutUsAfterACrashIsWaitedFor(String end) {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN, "m", migration, new Event.Intended());
        migrator.hold("v1", id("a"), id("b"));

        assertThat(executor.recover()).containsExactly(migration);
        scene.submit(world().build(), now(0, "v2", "a", "c"));
        executor.advance();

        assertThat(migrator.started()).as("started while the first may go on").isEmpty();
        assertThat(executor.underWay()).containsExactly(migration);
        assertThat(executor.isIdle()).isFalse();

        migrator.place("v1", Set.of(id(end)), Set.of());
        migrator.place("v2", Set.of(id("a")), Set.of());
        executor.advance();

        assertThat(calls).containsSubsequence("Inspected v1", "Closed v1", "start v2");
        assertThat(executor.alarms()).isEmpty();
        assertThat(scene.executor(LIMITS).recover()).as("open after recovery").doesNotContain(migration);
    }

    @Test
    void aVmThatGoesOnWithoutUsAfterACrashTakesRoomOnBothHosts() {
        scene.wrote(ORIGIN, "m", new Migration(vmId("v1"), id("a"), id("b")), new Event.Intended());
        migrator.hold("v1", id("a"), id("b"));
        executor.recover();
        Fleet fleet = world().policy(
                        new LocationPolicy.MaxVmsPerHost("most", Strength.hard(), Scope.CONTINUOUS, Set.of(id("b")), 2))
                .build();
        scene.submit(fleet, now(0, "v2", "a", "b"), now(1, "v3", "a", "c"));
        executor.advance();

        migrator.place("v1", Set.of(id("b")), Set.of());
        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v3");
    }

    @Test
    void aMigrationThatDoesNotEndWithoutUsAfterACrashIsGivenUp() {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN, "m", migration, new Event.Intended());
        migrator.hold("v1", id("a"), id("b"));
        executor.recover();
        executor.advance();
        assertThat(calls).doesNotContain("abort v1");

        clock.pass(LIMITS.timeout());
        executor.advance();

        assertThat(calls).containsOnlyOnce("abort v1");
        assertThat(executor.alarms()).isEmpty();

        migrator.place("v1", Set.of(id("a")), Set.of());
        executor.advance();

        assertThat(executor.underWay()).isEmpty();
        assertThat(executor.alarms()).isEmpty();
        assertThat(scene.executor(LIMITS).recover()).as("open after recovery").isEmpty();
    }

    @Test
    void aCopyThatIsLeftThoughItsMigrationWasGivenUpIsAnAlarmAndStaysOpen() {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN, "m", migration, new Event.Intended());
        migrator.hold("v1", id("a"), id("b"));
        executor.recover();

        clock.pass(LIMITS.timeout());
        executor.advance();
        clock.pass(Recovery.GRACE);
        executor.advance();

        assertTrouble(Trouble.HELD);
        assertThat(executor.isIdle()).isTrue();
        assertThat(scene.executor(LIMITS).recover()).containsExactly(migration);
    }

    @Test
    void theTimeOfAMigrationCountsFromItsStartAndNotFromARestart() {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN.minus(LIMITS.timeout()).minusSeconds(1), "m", migration, new Event.Intended());
        migrator.hold("v1", id("a"), id("b"));

        executor.recover();
        assertThat(calls).contains("abort v1");
        assertThat(executor.alarms()).as("while it is being given up").isEmpty();

        clock.pass(Recovery.GRACE);
        executor.advance();
        assertTrouble(Trouble.HELD);
    }

    @Test
    void hostsThatHaveNoPartInTheMigrationMayBeSilentAfterACrash() {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN, "m", migration, new Event.Intended());
        migrator.place("v1", Set.of(id("b")), Set.of(id("d")));

        executor.recover();

        assertThat(calls).contains("Closed v1");
        assertThat(executor.alarms()).isEmpty();
    }

    @Test
    void aVmThatSomebodyMigratedOnAfterACrashIsFound() {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN, "m", migration, new Event.Intended());
        migrator.place("v1", Set.of(id("c")), Set.of());

        executor.recover();

        assertThat(calls).contains("Closed v1");
        assertThat(executor.alarms()).isEmpty();
    }

    @Test
    void recoveryIsNotHeldUpByHostsThatTakeTimeToAnswer() {
        Migration migration = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN, "m", migration, new Event.Intended());
        migrator.place("v1", Set.of(id("a")), Set.of());
        migrator.takeTime();

        assertThat(executor.recover()).containsExactly(migration);
        scene.submit(world().build(), now(0, "v2", "a", "c"));
        executor.advance();
        assertThat(migrator.started()).as("started before the first was found").isEmpty();

        migrator.answerAll();
        executor.advance();

        assertThat(calls).containsSubsequence("inspect v1", "Inspected v1", "Closed v1", "start v2");
        assertThat(calls).containsOnlyOnce("inspect v1");
    }

    @Test
    void aVerificationThatTakesTimeHoldsUpNothingElse() {
        scene.submit(world().build(), now(0, "v1", "a", "b"), now(1, "v5", "b", "c", 0), now(2, "v2", "a", "d"));
        migrator.takeTime();
        executor.advance();
        migrator.complete("v1");
        migrator.complete("v2");

        assertThat(executor.advance()).isEmpty();
        assertThat(executor.underWay()).hasSize(2);
        assertThat(migrator.startedVms()).as("what depends on it waits").containsExactly("v1", "v2");

        migrator.answerAll();

        assertThat(executor.advance()).hasSize(2).allMatch(MigrationReport::isSuccess);
        assertThat(migrator.startedVms()).containsExactly("v1", "v2", "v5");
    }

    @Test
    void hostsThatNeverSayWhetherAVmArrivedAreAnAlarmAfterTheTimeOfAMigration() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        migrator.takeTime();
        executor.advance();
        migrator.complete("v1");
        executor.advance();

        clock.pass(LIMITS.timeout());
        List<MigrationReport> ended = executor.advance();

        assertThat(ended).singleElement().matches(report -> !report.isSuccess());
        assertThat(executor.alarms())
                .singleElement()
                .isInstanceOfSatisfying(
                        Alarm.RefutedVerification.class,
                        alarm -> assertThat(alarm.doubts())
                                .extracting(Doubt::kind)
                                .containsExactly(Doubt.Kind.NOT_ASKED));
    }

    @Test
    void whatCouldNotBeConfirmedIsASuccessAndNoAlarm() {
        scene.submit(world().build(), now(0, "v1", "a", "b"), now(1, "v5", "b", "c", 0));
        migrator.doubt("v1", "The agent in the VM does not answer.");
        executor.advance();
        migrator.complete("v1");

        List<MigrationReport> ended = executor.advance();

        assertThat(ended).singleElement().matches(MigrationReport::isSuccess);
        assertThat(executor.alarms()).isEmpty();
        migrator.place("v5", Set.of(id("c")), Set.of());
        assertThat(migrator.startedVms()).containsExactly("v1", "v5");
        assertThat(scene.executor(LIMITS).recover())
                .as("open after a restart")
                .doesNotContain(ended.get(0).planned().migration());
    }

    @Test
    void anUnknownOutcomeStaysOneWhileTheTargetHoldsACopy() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        executor.advance();
        migrator.end("v1", LOST);
        migrator.hold("v1", id("a"), id("b"));

        List<MigrationReport> ended = executor.advance();

        assertThat(ended)
                .singleElement()
                .satisfies(report -> assertThat(report.outcome()).isEqualTo(LOST));
        assertTrouble(Trouble.HELD);
    }

    private void assertTrouble(Trouble expected) {
        assertThat(executor.alarms()).singleElement().satisfies(alarm -> {
            if (alarm instanceof Alarm.UnknownOutcome unknown) {
                assertThat(unknown.migration().vm()).isEqualTo(vmId("v1"));
                assertThat(unknown.trouble()).isEqualTo(expected);
            } else {
                assertThat(((Alarm.LeftOpen) alarm).migration().vm()).isEqualTo(vmId("v1"));
                assertThat(((Alarm.LeftOpen) alarm).trouble()).isEqualTo(expected);
            }
        });
    }

    private static Set<HostId> hosts(String names) {
        return names.isEmpty()
                ? Set.of()
                : Set.of(Arrays.stream(names.split(" ")).map(HostId::new).toArray(HostId[]::new));
    }
}
