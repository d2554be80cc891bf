// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.Server;
import io.affinity.openstack.compute.ServerGroup;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was made of one reading of a cloud. Immutable. */
public final class CloudView {

    private final Inventory inventory;
    private final Map<VmId, Guest> guests;
    private final Map<HostId, CloudHost> hosts;
    private final HostPlaces places;
    private final CloudReading reading;
    private final Set<VmId> ours;

    CloudView(
            Inventory inventory,
            Map<VmId, Guest> guests,
            Map<HostId, CloudHost> hosts,
            HostPlaces places,
            CloudReading reading,
            Set<VmId> ours) {
        this.inventory = inventory;
        this.guests = guests;
        this.hosts = hosts;
        this.places = places;
        this.reading = reading;
        this.ours = Set.copyOf(ours);
    }

    public Inventory inventory() {
        return inventory;
    }

    /** {@return the servers behind the VMs of the inventory, in its order} */
    public Map<VmId, Guest> guests() {
        return guests;
    }

    Map<HostId, CloudHost> hosts() {
        return hosts;
    }

    HostPlaces places() {
        return places;
    }

    List<Server> servers() {
        return reading.servers();
    }

    List<ServerGroup> groups() {
        return reading.groups();
    }

    boolean arePinnedZonesTold() {
        return reading.arePinnedZonesTold();
    }

    /** {@return whether Placement tells what hosts have} */
    boolean isPlacementTold() {
        return reading.isPlacementTold();
    }

    /** {@return whether it is us who migrate a VM} */
    boolean isOurs(VmId vm) {
        return ours.contains(vm);
    }
}
