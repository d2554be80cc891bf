// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.MigratorWorld.Fault;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationProgress;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Migrator} promises. Extend it, and hand over a small world for it to work in:
 *
 * <pre>{@code
 * class SimulatedMigratorContractTest extends MigratorContract {
 *     @Override
 *     protected MigratorWorld world() {
 *         return new ThreeSimulatedHosts();
 *     }
 * }
 * }</pre>
 *
 * <p>Above all: whatever happens, a VM never runs twice. That is looked at after each quarter of a second of the world's
 * time.
 */
public abstract class MigratorContract {

    private static final double BANDWIDTH = 1e9;
    private static final HostId NO_HOST = new HostId("a-host-that-does-not-exist");

    private MigratorWorld world;
    private Migrator migrator;
    private VmWatch watch;
    private Vm vm;
    private HostId source;
    private HostId target;
    private HostId third;

    /** {@return a new world, in which nothing is being migrated; called at least once in each test} */
    protected abstract MigratorWorld world();

    /** Releases what {@link #world()} took, such as connections; does nothing unless overridden. */
    protected void close(MigratorWorld used) {}

    @BeforeEach
    void createWorld() {
        world = world();
        migrator = world.migrator();
        vm = world.fleet().vms().get(0);
        watch = new VmWatch(world, vm.id());
        source = world.fleet().placement().hostOf(vm.id());
        List<HostId> others = world.fleet().hosts().stream()
                .map(Host::id)
                .filter(host -> !host.equals(source))
                .toList();
        assertThat(others).as("hosts besides the source").hasSizeGreaterThanOrEqualTo(2);
        assertThat(vm.memoryBytes()).as("memory of the VM").isPositive();
        target = others.get(0);
        third = others.get(1);
    }

    @AfterEach
    void closeWorld() {
        close(world);
    }

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(Migrator.class, migrator);
    }

    @Test
    void seesTheVmOnItsHostOnly() {
        watch.assertRunsOnlyOn(source);
    }

    @Test
    void completesAMigration() {
        MigrationHandle handle = start("m-1", new Migration(vm.id(), source, target));

        MigrationOutcome outcome = watch.awaitEnd(handle);

        assertThat(outcome).isInstanceOf(MigrationOutcome.Completed.class);
        MigrationOutcome.Completed completed = (MigrationOutcome.Completed) outcome;
        assertThat(completed.elapsed()).isPositive();
        assertThat(completed.downtime()).isBetween(Duration.ZERO, completed.elapsed());
        assertThat(completed.transferredBytes()).isFinite().isNotNegative();
        watch.assertRunsOnlyOn(target);
    }

    @Test
    void startsWithoutWaitingForTheEnd() {
        MigrationHandle handle = start("m-1", new Migration(vm.id(), source, target));

        assertThat(handle.state())
                .as("the state before any time has passed")
                .isInstanceOf(MigrationState.Running.class);
        watch.assertRunsOnce();
    }

    @Test
    void remembersItsRequest() {
        MigrationRequest request = request("m-1", new Migration(vm.id(), source, target));

        MigrationHandle handle = migrator.start(request);

        assertThat(handle.request()).isEqualTo(request);
        watch.awaitEnd(handle);
        assertThat(handle.request()).isEqualTo(request);
    }

    @Test
    void neverReportsLessProgressThanBefore() {
        MigrationHandle handle = start("m-1", new Migration(vm.id(), source, target));
        List<MigrationProgress> seen = new ArrayList<>();

        watch.awaitEnd(handle, seen);

        assertThat(seen).as("progress reports").isNotEmpty();
        for (int i = 0; i < seen.size(); i++) {
            MigrationProgress progress = seen.get(i);
            assertThat(progress.elapsed()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(progress.transferredBytes()).isFinite().isNotNegative();
            assertThat(progress.remainingBytes()).isFinite().isNotNegative();
            if (i > 0) {
                MigrationProgress before = seen.get(i - 1);
                assertThat(progress.phase()).isGreaterThanOrEqualTo(before.phase());
                assertThat(progress.elapsed()).isGreaterThanOrEqualTo(before.elapsed());
                assertThat(progress.transferredBytes()).isGreaterThanOrEqualTo(before.transferredBytes());
            }
        }
    }

    @Test
    void doesNotExceedTheBandwidth() {
        MigrationHandle handle = start("m-1", new Migration(vm.id(), source, target));

        MigrationOutcome outcome = watch.awaitEnd(handle);

        assertThat(outcome).isInstanceOf(MigrationOutcome.Completed.class);
        MigrationOutcome.Completed completed = (MigrationOutcome.Completed) outcome;
        double seconds = completed.elapsed().toNanos() / 1e9;
        // A tenth and a fifth of a second are left to real transports, whose limit is an average.
        assertThat(completed.transferredBytes()).isLessThanOrEqualTo(1.1 * BANDWIDTH * (seconds + 0.2));
    }

    @Test
    void verifiesAMigrationThatCompleted() {
        Migration migration = new Migration(vm.id(), source, target);
        watch.awaitEnd(start("m-1", migration));

        assertThat(migrator.verify(migration).join()).isEqualTo(new Verification.Verified());
    }

    @Test
    void refutesAMigrationThatDidNotHappen() {
        watch.assertRefuted(new Migration(vm.id(), source, target));
    }

    @Test
    void refutesAMigrationToAnotherHostThanTheVmIsOn() {
        watch.awaitEnd(start("m-1", new Migration(vm.id(), source, target)));

        watch.assertRefuted(new Migration(vm.id(), source, third));
    }

    @Test
    void staysOnTheSourceWhenAborted() {
        MigrationHandle handle = start("m-1", new Migration(vm.id(), source, target));

        handle.abort();

        assertThat(watch.awaitEnd(handle)).isInstanceOf(MigrationOutcome.Aborted.class);
        watch.assertRunsOnlyOn(source);
        watch.assertRefuted(new Migration(vm.id(), source, target));
        world.passTime(VmWatch.PATIENCE);
        watch.assertRunsOnlyOn(source);
    }

    @Test
    void staysOnTheSourceWhenSomebodyWithoutTheHandleAbortsIt() {
        Migration migration = new Migration(vm.id(), source, target);
        MigrationHandle handle = start("m-1", migration);

        migrator.abort(migration);

        assertThat(watch.awaitEnd(handle)).isInstanceOf(MigrationOutcome.Aborted.class);
        watch.assertRunsOnlyOn(source);
    }

    @Test
    void leavesAloneWhatIsNotTheMigrationToBeAborted() {
        migrator.abort(new Migration(vm.id(), source, target));
        MigrationHandle handle = start("m-1", new Migration(vm.id(), source, target));
        migrator.abort(new Migration(vm.id(), source, third));

        assertThat(watch.awaitEnd(handle)).isInstanceOf(MigrationOutcome.Completed.class);
        migrator.abort(new Migration(vm.id(), source, target));
        watch.assertRunsOnlyOn(target);
    }

    @Test
    void toleratesASecondAbort() {
        MigrationHandle handle = start("m-1", new Migration(vm.id(), source, target));

        handle.abort();
        handle.abort();

        assertThat(watch.awaitEnd(handle)).isInstanceOf(MigrationOutcome.Aborted.class);
    }

    @Test
    void canMigrateAfterAnAbort() {
        MigrationHandle aborted = start("m-1", new Migration(vm.id(), source, target));
        aborted.abort();
        watch.awaitEnd(aborted);

        MigrationHandle second = start("m-2", new Migration(vm.id(), source, target));

        assertThat(watch.awaitEnd(second)).isInstanceOf(MigrationOutcome.Completed.class);
        assertThat(aborted.state())
                .isInstanceOfSatisfying(
                        MigrationState.Ended.class,
                        ended -> assertThat(ended.outcome()).isInstanceOf(MigrationOutcome.Aborted.class));
        watch.assertRunsOnlyOn(target);
    }

    @Test
    void ignoresAnAbortAfterTheEnd() {
        MigrationHandle handle = start("m-1", new Migration(vm.id(), source, target));
        MigrationState ended = new MigrationState.Ended(watch.awaitEnd(handle));

        handle.abort();
        world.passTime(VmWatch.TICK);

        assertThat(handle.state()).isEqualTo(ended);
        watch.assertRunsOnlyOn(target);
    }

    @Test
    void neverChangesAnEndThatItReported() {
        MigrationHandle there = start("m-1", new Migration(vm.id(), source, target));
        MigrationState ended = new MigrationState.Ended(watch.awaitEnd(there));

        MigrationHandle back = start("m-2", new Migration(vm.id(), target, source));

        assertThat(watch.awaitEnd(back)).isInstanceOf(MigrationOutcome.Completed.class);
        assertThat(there.state()).isEqualTo(ended);
        watch.assertRunsOnlyOn(source);
    }

    @Test
    void givesUpAfterTheTimeout() {
        Migration migration = new Migration(vm.id(), source, target);
        MigrationHandle handle = migrator.start(new MigrationRequest(
                "m-1",
                migration,
                vm.memoryBytes() / 1e6,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Escalation.NONE));

        assertThat(watch.awaitEnd(handle)).isInstanceOf(MigrationOutcome.Aborted.class);
        watch.assertRunsOnlyOn(source);
    }

    @Test
    void failsWithoutMigratingAVmThatIsNotOnTheSource() {
        assertRefused(new Migration(vm.id(), third, target));
    }

    @Test
    void failsWithoutMigratingAVmThatIsOnTheTargetAlready() {
        assertRefused(new Migration(vm.id(), target, source));
    }

    @Test
    void failsToMigrateToAHostThatDoesNotExist() {
        assertRefused(new Migration(vm.id(), source, NO_HOST));
    }

    @Test
    void failsToMigrateFromAHostThatDoesNotExist() {
        assertRefused(new Migration(vm.id(), NO_HOST, target));
    }

    @Test
    void failsToMigrateAVmThatDoesNotExist() {
        MigrationHandle handle = start("m-1", new Migration(new VmId("a-vm-that-does-not-exist"), source, target));

        VmWatch.assertRefused(watch.awaitEnd(handle));
        watch.assertRunsOnlyOn(source);
    }

    @Test
    void migratesAVmToOneOfTwoTargetsAtMost() {
        MigrationHandle first = start("m-1", new Migration(vm.id(), source, target));
        MigrationHandle second = start("m-2", new Migration(vm.id(), source, third));

        MigrationOutcome secondOutcome = watch.awaitEnd(second);
        MigrationOutcome firstOutcome = watch.awaitEnd(first);

        boolean onTarget = firstOutcome instanceof MigrationOutcome.Completed;
        boolean onThird = secondOutcome instanceof MigrationOutcome.Completed;
        assertThat(onTarget && onThird).as("both migrations completed").isFalse();
        watch.assertRunsOnlyOn(onTarget ? target : onThird ? third : source);
    }

    @Test
    void knowsTheHostsThatThereAreAndNoOthers() {
        assertThat(migrator.hosts()).contains(source, target).doesNotContain(new HostId("nobody-has-heard-of-it"));
    }

    @Test
    void answersSeveralThreadsAtOnce() {
        MigrationHandle handle = start("m-1", new Migration(vm.id(), source, target));

        List<Boolean> once = Concurrently.call(thread -> {
            boolean runsOnce = true;
            for (int i = 0; i < 20; i++) {
                handle.state();
                runsOnce &= migrator.inspect(vm.id()).join().activeOn().size() <= 1;
            }
            return runsOnce;
        });

        assertThat(once).containsOnly(true);
        assertThat(watch.awaitEnd(handle)).isInstanceOf(MigrationOutcome.Completed.class);
    }

    @TestFactory
    Stream<DynamicTest> neverRunsTheVmTwiceWhateverGoesWrong() {
        Migration migration = new Migration(vm.id(), source, target);
        return world.faults().stream()
                .sorted()
                .flatMap(fault -> Stream.of(
                        DynamicTest.dynamicTest(
                                fault + " before the start", () -> survive(fault, migration, Integer.MIN_VALUE)),
                        DynamicTest.dynamicTest(fault + " at once", () -> survive(fault, migration, 0)),
                        DynamicTest.dynamicTest(fault + " on the way", () -> survive(fault, migration, 2))));
    }

    private void survive(Fault fault, Migration migration, int ticks) {
        closeWorld();
        createWorld();
        boolean before = ticks < 0;
        if (before) {
            world.inject(fault, migration);
        }
        MigrationHandle handle = start("m-1", migration);
        for (int tick = 0; tick < ticks; tick++) {
            world.passTime(VmWatch.TICK);
        }
        boolean underWay = handle.state() instanceof MigrationState.Running;
        if (!before) {
            world.inject(fault, migration);
        }
        MigrationOutcome outcome = watch.awaitEnd(handle);

        if (before || underWay) {
            assertThat(outcome).isNotInstanceOf(MigrationOutcome.Completed.class);
        }
        ActualState actual = migrator.inspect(vm.id()).join();
        if (fault == Fault.COPY_BREAKS) {
            assertThat(actual.isOnlyOn(outcome instanceof MigrationOutcome.Completed ? target : source))
                    .as("the VM runs where the outcome says: %s", actual)
                    .isTrue();
        } else {
            HostId silent = fault == Fault.TARGET_SILENT ? target : source;
            assertThat(actual.unreachable()).contains(silent);
            assertThat(actual.activeOn()).doesNotContain(silent);
            assertThat(migrator.verify(migration).join()).isInstanceOf(Verification.Refuted.class);
        }
    }

    private static MigrationRequest request(String id, Migration migration) {
        return new MigrationRequest(
                id, migration, BANDWIDTH, Duration.ofSeconds(1), Duration.ofMinutes(30), Escalation.THROTTLE);
    }

    private MigrationHandle start(String id, Migration migration) {
        return migrator.start(request(id, migration));
    }

    private void assertRefused(Migration migration) {
        MigrationHandle handle = start("m-1", migration);

        VmWatch.assertRefused(watch.awaitEnd(handle));
        watch.assertRunsOnlyOn(source);
        assertThat(handle.state()).isInstanceOf(MigrationState.Ended.class);
    }
}
