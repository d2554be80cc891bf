// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.List;

/**
 * A disk that a domain can write to, and which is its own.
 *
 * @param target its name in the guest, such as {@code vda}
 * @param isRemote whether the hypervisor reaches it over the network, from any host alike
 * @param isDevice whether it is a block device of its host
 * @param path of the file or device on its host; empty if it has none, or if only libvirt knows it
 */
public record WritableDisk(String target, boolean isRemote, boolean isDevice, String path) {

    /**
     * {@return the disks of a domain that are neither read-only, nor shared with other domains, nor empty drives}
     *
     * @throws MalformedDescriptionException if {@code xml} is no XML
     */
    public static List<WritableDisk> of(String xml) {
        return Xml.parse(xml).all("devices", "disk").stream()
                .filter(disk -> disk.has("source") && !disk.has("readonly") && !disk.has("shareable"))
                .filter(disk -> !disk.attribute("device").equals("cdrom"))
                .map(WritableDisk::read)
                .filter(disk -> !disk.target().isEmpty())
                .toList();
    }

    private static WritableDisk read(Xml disk) {
        Xml source = disk.all("source").get(0);
        Xml target = disk.first("target");
        String path = List.of("file", "dev", "dir", "path").stream()
                .map(source::attribute)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return new WritableDisk(
                target == null ? "" : target.attribute("dev"),
                disk.attribute("type").equals("network"),
                disk.attribute("type").equals("block"),
                path);
    }
}
