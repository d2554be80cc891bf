// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link InventorySource} promises. Extend it, and hand over a source that sees at least one host and one VM:
 *
 * <pre>{@code
 * class MyInventoryContractTest extends InventorySourceContract {
 *     @Override
 *     protected InventorySource source() {
 *         return new MyInventory(folder);
 *     }
 * }
 * }</pre>
 *
 * <p>A source whose time does not pass by itself overrides {@link #passTime}.
 */
public abstract class InventorySourceContract {

    /** {@return the source under test, new; it sees at least one host and one VM} */
    protected abstract InventorySource source();

    /**
     * Lets one step pass between two inventories of {@code source}; does nothing unless overridden.
     *
     * @param source what {@link #source()} gave
     */
    protected void passTime(InventorySource source) {}

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(InventorySource.class, source());
    }

    @Test
    void seesHostsAndVms() {
        Inventory inventory = source().inventory();

        assertThat(inventory.hosts()).isNotEmpty();
        assertThat(inventory.vms()).isNotEmpty();
    }

    @Test
    void neverGoesBackInTime() {
        InventorySource source = source();
        Instant last = Instant.MIN;

        for (int i = 0; i < 4; i++) {
            Instant at = source.inventory().observedAt();
            assertThat(at).isAfterOrEqualTo(last);
            last = at;
            passTime(source);
        }
    }

    @Test
    void keepsTheOrderOfTheResources() {
        InventorySource source = source();
        Inventory first = source.inventory();
        passTime(source);

        assertThat(source.inventory().resources()).isEqualTo(first.resources());
    }

    @Test
    void givesHostsAndVmsTheSameIdsEachTime() {
        InventorySource source = source();
        Inventory first = source.inventory();
        passTime(source);
        Inventory second = source.inventory();

        assertThat(second.hosts()).extracting(Host::id).containsAnyElementsOf(ids(first));
        assertThat(second.vms()).extracting(Vm::id).containsAnyElementsOf(vmIds(first));
    }

    private static List<HostId> ids(Inventory inventory) {
        return inventory.hosts().stream().map(Host::id).toList();
    }

    private static List<VmId> vmIds(Inventory inventory) {
        return inventory.vms().stream().map(Vm::id).toList();
    }
}
