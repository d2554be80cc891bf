// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Migrates in virtual time. */
final class SimulatedMigrator implements Migrator {

    private final World world;

    SimulatedMigrator(World world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public MigrationHandle start(MigrationRequest request) {
        return world.start(request);
    }

    @Override
    public Set<HostId> hosts() {
        return world.initial().hosts().stream().map(Host::id).collect(Collectors.toSet());
    }

    @Override
    public CompletableFuture<ActualState> inspect(VmId vm) {
        return CompletableFuture.completedFuture(actual(vm));
    }

    private ActualState actual(VmId vm) {
        int v = world.indexOf(vm);
        int host = world.hostIndexOf(v);
        if (host < 0) {
            return new ActualState(vm, Set.of(), Set.of(), Set.of());
        }
        if (world.isDown(host)) {
            return new ActualState(vm, Set.of(), Set.of(), Set.of(id(host)));
        }
        Relocation relocation = world.relocationOf(v);
        Set<HostId> paused = relocation == null ? Set.of() : Set.of(id(relocation.target()));
        return new ActualState(vm, Set.of(id(host)), paused, Set.of());
    }

    private HostId id(int host) {
        return world.initial().hosts().get(host).id();
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        ActualState state = actual(migration.vm());
        return CompletableFuture.completedFuture(
                state.isOnlyOn(migration.target())
                        ? new Verification.Verified()
                        : new Verification.Refuted(Doubt.about(state, migration)));
    }

    @Override
    public void abort(Migration migration) {
        Relocation relocation = world.relocationOf(world.indexOf(migration.vm()));
        if (relocation != null && relocation.request().migration().equals(migration)) {
            relocation.abort();
        }
    }
}
