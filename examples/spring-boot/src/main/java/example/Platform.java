package example;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** In place of yours: two hosts with 16 cores, and eight VMs that want 24 of them, all on the first. A migration takes no time. */
class Platform implements InventorySource, DemandSource, Migrator {

    private static final HostId A = new HostId("a");
    private static final HostId B = new HostId("b");

    private final Map<VmId, HostId> hostByVm = new TreeMap<>();

    Platform() {
        for (int i = 0; i < 8; i++) {
            hostByVm.put(new VmId("web-" + i), A);
        }
    }

    @Override
    public String name() {
        return "two-hosts";
    }

    @Override
    public synchronized Inventory inventory() {
        Inventory.Builder inventory =
                Inventory.builder(Instant.now()).host(Host.of("a", 16, 64e9)).host(Host.of("b", 16, 64e9));
        hostByVm.forEach((vm, host) -> inventory.vm(Vm.of(vm.value(), 4, 4e9), host));
        return inventory.build();
    }

    @Override
    public Demand demand(Inventory inventory) {
        Demand.Builder demand = Demand.builder(inventory.observedAt(), inventory.hosts().get(0).capacity().resources());
        inventory.vms().forEach(vm -> demand.put(vm.id(), Resource.CPU, 3).put(vm.id(), Resource.MEMORY, 2e9));
        return demand.build();
    }

    @Override
    public synchronized MigrationHandle start(MigrationRequest request) {
        hostByVm.put(request.migration().vm(), request.migration().target());
        MigrationOutcome done = new MigrationOutcome.Completed(Duration.ofMillis(1), Duration.ZERO, 4e9);
        return new MigrationHandle() {
            @Override
            public MigrationRequest request() {
                return request;
            }

            @Override
            public MigrationState state() {
                return new MigrationState.Ended(done);
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public Set<HostId> hosts() {
        return Set.of(A, B);
    }

    @Override
    public synchronized CompletableFuture<ActualState> inspect(VmId vm) {
        return CompletableFuture.completedFuture(
                new ActualState(vm, Set.of(hostByVm.get(vm)), Set.of(), Set.of()));
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        return CompletableFuture.completedFuture(new Verification.Verified());
    }

    @Override
    public void abort(Migration migration) {}
}
