package io.affinity.core.simulation;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.List;
import java.util.Set;

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
    public ActualState inspect(VmId vm) {
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
    public Verification verify(Migration migration) {
        ActualState state = inspect(migration.vm());
        return state.isOnlyOn(migration.target())
                ? new Verification.Verified()
                : new Verification.Refuted(List.of(
                        "The VM is active on " + state.activeOn() + ", not only on " + migration.target() + "."));
    }
}
