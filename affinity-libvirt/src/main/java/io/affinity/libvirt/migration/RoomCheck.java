// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.inventory.HostFit;
import io.affinity.libvirt.inventory.Obstacle;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Why a target cannot take a VM, judged by what both hosts have said. Asks nobody. */
final class RoomCheck {

    private final Migration migration;
    private final Guest guest;
    private final Room room;
    private final HostId target;
    private final List<Refusal> refusals = new ArrayList<>();

    private RoomCheck(Migration migration, Guest guest, Room room) {
        this.migration = migration;
        this.guest = guest;
        this.room = room;
        target = migration.target();
    }

    /** {@return the reasons; none if it may be tried} */
    static List<Refusal> refusals(Migration migration, Guest guest, Room room) {
        RoomCheck check = new RoomCheck(migration, guest, room);
        check.names();
        check.memory();
        check.hugepages();
        check.hardware();
        check.refusals.addAll(guest.disks().ofTarget(migration, room.pools()));
        return check.refusals;
    }

    private void names() {
        DomainKey namesake = room.namesake();
        String uuid = guest.host().uuid();
        if (room.facts().uuid().equals(uuid) && !uuid.isEmpty()) {
            refuse(
                    FailureCause.CONFIGURATION,
                    "Source and target are one and the same libvirt host, with UUID " + uuid + ".");
        } else if (namesake != null && !namesake.uuid().equals(guest.key().uuid())) {
            refuse(
                    FailureCause.NAMESAKE,
                    "Another VM with the name " + namesake.name() + " (UUID " + namesake.uuid() + ") is on " + target
                            + " already.");
        } else if (namesake != null && !namesake.name().equals(guest.key().name())) {
            refuse(
                    FailureCause.NAMESAKE,
                    "A VM with the same UUID, but called " + namesake.name() + ", is on " + target + " already.");
        } else if (namesake != null && namesake.id() >= 0) {
            refuse(FailureCause.NAMESAKE, "The VM is active on " + target + " already.");
        }
    }

    private void memory() {
        long needed = guest.ordinaryMemoryBytes();
        if (room.memoryBytes() >= 0 && room.memoryBytes() < needed) {
            refuse(
                    FailureCause.NO_ROOM,
                    target + " has " + room.memoryBytes() + " bytes of memory left; the VM needs " + needed + ".");
        }
    }

    private void hugepages() {
        guest.description().hugepages().pagesOn(room.facts()).forEach((size, needed) -> {
            long free = room.freePages().getOrDefault(size, Long.MAX_VALUE);
            if (free < needed) {
                refuse(
                        FailureCause.NO_ROOM,
                        target + " has " + free + " free huge pages of " + size + " bytes; the VM needs " + needed
                                + ".");
            }
        });
    }

    private void hardware() {
        Set<String> missing = new TreeSet<>(guest.description().neededFeatures());
        missing.removeAll(room.facts().features());
        // A VM may run with a CPU model that not even its present host lists as usable.
        missing.retainAll(guest.host().features());
        if (!missing.isEmpty()) {
            refuse(
                    FailureCause.INCOMPATIBLE_HOST,
                    target + " lacks what the VM needs: " + String.join(", ", missing) + ".");
        } else if (room.isCpuLacking() && !guest.isCpuLacking()) {
            refuse(
                    FailureCause.INCOMPATIBLE_HOST,
                    "The hypervisor of " + target + " cannot give the VM all features of its CPU; there, \"virsh"
                            + " hypervisor-cpu-compare --error\" with the VM's description names those that it lacks.");
        }
        HostFit fit = new HostFit(migration.source(), guest.host(), target, room.facts());
        fit.obstacles(guest.description()).stream()
                .map(Obstacle::reason)
                .forEach(reason -> refuse(FailureCause.INCOMPATIBLE_HOST, reason));
    }

    private void refuse(FailureCause cause, String sentence) {
        refusals.add(new Refusal(cause, sentence));
    }
}
