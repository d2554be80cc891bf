// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.StoragePool;
import io.affinity.libvirt.inventory.PooledDisk;
import io.affinity.libvirt.inventory.StoragePoolDescription;
import io.affinity.libvirt.inventory.WritableDisk;
import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the disks of a VM need on the target, as far as libvirt does not see to it itself. It knows whether a file is on a shared
 * file system, and refuses if not. Of a device it knows nothing: a volume group of the same name on both hosts would pass, and
 * the VM would go on with somebody else's bytes.
 *
 * @param devices of the VM alone, below no shared path, and not to be copied
 * @param pooled disks that are volumes
 * @param settings how migrations are carried out
 */
record DiskNeeds(List<WritableDisk> devices, List<PooledDisk> pooled, MigratorSettings settings) {

    DiskNeeds {
        devices = List.copyOf(devices);
        pooled = List.copyOf(pooled);
    }

    /** {@return what follows from the description of a VM} */
    static DiskNeeds of(String xml, MigratorSettings settings) {
        List<WritableDisk> devices = settings.diskCopy() == DiskCopy.REFUSE
                ? WritableDisk.of(xml).stream()
                        .filter(disk -> disk.isDevice() && !CopiedDisks.isShared(disk.path(), settings.sharedPaths()))
                        .toList()
                : List.of();
        return new DiskNeeds(devices, PooledDisk.of(xml), settings);
    }

    /** {@return why the devices forbid a migration} */
    List<Refusal> ofSource(Migration migration) {
        return devices.stream()
                .map(disk -> unknownDevice("Disk " + disk.target() + " is the device " + disk.path(), migration))
                .toList();
    }

    private static Refusal unknownDevice(String disk, Migration migration) {
        return refusal(disk + " of " + migration.source() + ", and whether " + migration.target()
                + " means the same by it nobody can tell: name its folder as a shared path if so.");
    }

    private static Refusal refusal(String sentence) {
        return new Refusal(FailureCause.STORAGE, sentence);
    }

    /** {@return why the pools of the target forbid a migration} */
    List<Refusal> ofTarget(Migration migration, Map<String, @Nullable StoragePool> pools) {
        List<Refusal> refusals = new ArrayList<>();
        for (PooledDisk disk : pooled) {
            if (!pools.containsKey(disk.pool())) {
                continue;
            }
            StoragePool pool = pools.get(disk.pool());
            if (pool == null) {
                refusals.add(refusal(migration.target() + " has no storage pool " + disk.pool() + ", which disk "
                        + disk.target() + " is in."));
            } else if (!pool.isActive()) {
                refusals.add(refusal("The storage pool " + disk.pool() + ", which disk " + disk.target()
                        + " is in, is not active on " + migration.target() + "."));
            } else if (disk.isOwn() && settings.diskCopy() == DiskCopy.REFUSE && isOfOneHost(pool)) {
                refusals.add(unknownDevice(
                        "Disk " + disk.target() + " is a device in the storage pool " + disk.pool(), migration));
            }
        }
        return refusals;
    }

    private boolean isOfOneHost(StoragePool pool) {
        StoragePoolDescription description = StoragePoolDescription.parse(pool.xml());
        return description.holdsOwnDevices() && !CopiedDisks.isShared(description.path() + "/", settings.sharedPaths());
    }
}
