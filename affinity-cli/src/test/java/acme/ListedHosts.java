// SPDX-License-Identifier: Apache-2.0
package acme;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Two hosts with one VM each. */
public final class ListedHosts implements InventorySource {

    static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);

    @Override
    public String name() {
        return "listed-hosts";
    }

    @Override
    public Inventory inventory() {
        Inventory.Builder inventory = Inventory.builder(Clock.systemUTC().instant());
        for (int i = 1; i <= 2; i++) {
            HostId host = new HostId("listed-" + i);
            inventory.host(Host.of(host, ResourceVector.of(RESOURCES, 8, 0x1p34)));
            inventory.vm(Vm.of(new VmId("vm-" + i), ResourceVector.of(RESOURCES, 2, 0x1p31)), host);
        }
        return inventory.build();
    }

    /** Is there, and is never asked for anything. */
    public static final class Robot implements Migrator {

        @Override
        public String name() {
            return "robot";
        }

        @Override
        public MigrationHandle start(MigrationRequest request) {
            throw new AssertionError("Nothing is to be migrated.");
        }

        @Override
        public Set<HostId> hosts() {
            return Set.of();
        }

        @Override
        public CompletableFuture<ActualState> inspect(VmId vm) {
            throw new AssertionError("Nothing is to be migrated.");
        }

        @Override
        public CompletableFuture<Verification> verify(Migration migration) {
            throw new AssertionError("Nothing is to be migrated.");
        }

        @Override
        public void abort(Migration migration) {}
    }
}
