// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import java.io.UncheckedIOException;
import java.util.Set;

/** An inventory in which the hosts that are to be emptied are draining. */
final class DrainingInventory implements InventorySource {

    private final InventorySource source;
    private final Draining draining;

    DrainingInventory(InventorySource source, Draining draining) {
        this.source = source;
        this.draining = draining;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Inventory inventory() {
        Inventory seen = source.inventory();
        Set<HostId> hosts = draining();
        return hosts.isEmpty()
                ? seen
                : seen.withHosts(host -> hosts.contains(host.id()) && host.state() == HostState.AVAILABLE
                        ? host.withState(HostState.DRAINING)
                        : host);
    }

    /** Which hosts may take VMs is not known then, and will be again: no reason for a loop to end. */
    private Set<HostId> draining() {
        try {
            return draining.hosts();
        } catch (UncheckedIOException e) {
            throw new TelemetryException(String.valueOf(e.getMessage()), e);
        }
    }
}
