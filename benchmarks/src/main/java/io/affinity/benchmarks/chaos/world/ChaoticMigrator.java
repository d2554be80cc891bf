// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.benchmarks.chaos.disk.VirtualProcess;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationProgress;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The migrator of one controller, which breaks, blocks and lies. */
final class ChaoticMigrator implements Migrator {

    private final World world;
    private final Hypervisors hypervisors;
    private final Witness witness;
    private final VirtualProcess process;
    private final int controller;

    ChaoticMigrator(World world, Hypervisors hypervisors, Witness witness, VirtualProcess process, int controller) {
        this.world = world;
        this.hypervisors = hypervisors;
        this.witness = witness;
        this.process = process;
        this.controller = controller;
    }

    @Override
    public String name() {
        return "chaos";
    }

    private void beginCall() {
        world.mayDie(process);
        if (world.happens(Fault.MIGRATOR_BLOCKS, 20)) {
            world.pass(Duration.ofMinutes(world.random().nextInt(1, 40)));
            World.requireAlive(process);
        }
    }

    private void breakNow() {
        if (world.happens(Fault.MIGRATOR_BREAKS, 8)) {
            switch (world.random().nextInt(4)) {
                case 0 -> throw new IllegalStateException("the migrator broke");
                case 1 -> throw new NoClassDefFoundError("io/example/Missing");
                case 2 -> throw new AssertionError("the migrator broke");
                default -> throw new StackOverflowError();
            }
        }
    }

    @Override
    public MigrationHandle start(MigrationRequest request) {
        world.mayDie(process);
        witness.starting(request, controller);
        beginCall();
        breakNow();
        Flight flight = hypervisors.start(request);
        witness.started(flight);
        breakNow();
        world.mayDie(process);
        return new Handle(flight);
    }

    @Override
    public Set<HostId> hosts() {
        world.mayDie(process);
        return hypervisors.hosts();
    }

    @Override
    public CompletableFuture<ActualState> inspect(VmId vm) {
        return answer(() -> hypervisors.state(vm));
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        return answer(() -> {
            List<Doubt> doubts = Doubt.about(hypervisors.state(migration.vm()), migration);
            return doubts.isEmpty() ? new Verification.Verified() : new Verification.Refuted(doubts);
        });
    }

    private <T> CompletableFuture<T> answer(Supplier<T> truth) {
        beginCall();
        breakNow();
        if (world.happens(Fault.INSPECTION_FAILS, 5)) {
            return world.random().nextBoolean()
                    ? new CompletableFuture<>()
                    : CompletableFuture.failedFuture(new IllegalStateException("nobody knows"));
        }
        return CompletableFuture.completedFuture(truth.get());
    }

    @Override
    public void abort(Migration migration) {
        beginCall();
        breakNow();
        witness.aborting();
        hypervisors.abort(migration);
    }

    private final class Handle implements MigrationHandle {

        private final Flight flight;

        Handle(Flight flight) {
            this.flight = flight;
        }

        @Override
        public MigrationRequest request() {
            return flight.request();
        }

        @Override
        public MigrationState state() {
            beginCall();
            breakNow();
            MigrationOutcome said = flight.reported();
            MigrationOutcome outcome = flight.outcome();
            if (said == null && outcome != null) {
                said = said(outcome);
                flight.report(said, world.time().now());
            }
            return said == null ? running() : new MigrationState.Ended(said);
        }

        private MigrationOutcome said(MigrationOutcome outcome) {
            if (!world.happens(Fault.MIGRATOR_LIES, 4)) {
                return outcome;
            }
            MigrationFailure lost = new MigrationFailure.DriverError(FailureCause.CONNECTION, "lost");
            return switch (world.random().nextInt(3)) {
                case 0 -> new MigrationOutcome.Completed(Duration.ofSeconds(3), Duration.ZERO, 1);
                case 1 -> new MigrationOutcome.Failed(lost);
                default -> new MigrationOutcome.Unknown(lost, "");
            };
        }

        private MigrationState running() {
            Duration elapsed = Duration.between(flight.startedAt(), world.time().now());
            return new MigrationState.Running(
                    new MigrationProgress(MigrationProgress.Phase.COPYING, elapsed, elapsed.toSeconds(), 1e6));
        }

        @Override
        public void abort() {
            beginCall();
            hypervisors.abort(flight.migration());
        }
    }
}
