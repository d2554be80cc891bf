// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.List;

/**
 * A disk of a domain that is a volume of a storage pool.
 *
 * @param target its name in the guest, such as {@code vda}
 * @param pool by its name, which has to mean a pool on a target host as well
 * @param isOwn whether the domain writes to it, and no other does
 */
public record PooledDisk(String target, String pool, boolean isOwn) {

    /**
     * {@return the disks of a domain that are volumes}
     *
     * @throws MalformedDescriptionException if {@code xml} is no XML
     */
    public static List<PooledDisk> of(String xml) {
        List<String> own =
                WritableDisk.of(xml).stream().map(WritableDisk::target).toList();
        return Xml.parse(xml).all("devices", "disk").stream()
                .filter(disk -> disk.attribute("type").equals("volume") && disk.has("source"))
                .map(disk -> read(disk, own))
                .toList();
    }

    private static PooledDisk read(Xml disk, List<String> own) {
        Xml target = disk.first("target");
        String name = target == null ? "" : target.attribute("dev");
        return new PooledDisk(name, disk.all("source").get(0).attribute("pool"), own.contains(name));
    }
}
