// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.Set;

/**
 * What the XML of a storage pool says.
 *
 * @param type as libvirt calls it, such as {@code dir}, {@code logical} or {@code rbd}
 * @param path under which its volumes appear on the host; empty if they do not
 */
public record StoragePoolDescription(String type, String path) {

    private static final Set<String> DEVICES_OF_ONE_HOST = Set.of("logical", "disk", "zfs");

    /**
     * {@return what the XML of a pool says}
     *
     * @throws MalformedDescriptionException if {@code xml} is no XML
     */
    public static StoragePoolDescription parse(String xml) {
        Xml pool = Xml.parse(xml);
        return new StoragePoolDescription(pool.attribute("type"), pool.text("target", "path"));
    }

    /** {@return whether its volumes are devices that, for all that is known, are others on each host} */
    public boolean holdsOwnDevices() {
        return DEVICES_OF_ONE_HOST.contains(type);
    }
}
