// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.inventory.WritableDisk;
import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.MigratorSettings;
import java.util.List;

/** Which disks of a VM have to be copied along with its memory. */
final class CopiedDisks {

    private CopiedDisks() {}

    /** {@return their names in the guest; none if no disk is to be copied} */
    static List<String> of(String xml, MigratorSettings settings) {
        if (settings.diskCopy() == DiskCopy.REFUSE) {
            return List.of();
        }
        return WritableDisk.of(xml).stream()
                .filter(disk -> !disk.isRemote() && !isShared(disk.path(), settings.sharedPaths()))
                .map(WritableDisk::target)
                .toList();
    }

    static boolean isShared(String path, List<String> sharedPaths) {
        return !path.contains("/../")
                && sharedPaths.stream()
                        .anyMatch(shared -> path.startsWith(shared.endsWith("/") ? shared : shared + "/"));
    }
}
