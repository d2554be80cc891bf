// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.ArrayList;
import java.util.List;

/** Which disks of a domain are files or devices of its host. Whether other hosts see them too, the XML does not say. */
final class LocalDisks {

    private LocalDisks() {}

    static List<String> of(Xml domain) {
        List<String> paths = new ArrayList<>();
        for (Xml disk : domain.all("devices", "disk")) {
            Xml source = disk.first("source");
            // What cannot be written to can be opened on both sides at once; a removable drive may be empty.
            if (source == null
                    || disk.has("readonly")
                    || disk.attribute("device").equals("cdrom")) {
                continue;
            }
            for (String attribute : List.of("file", "dev", "dir", "path")) {
                if (!source.attribute(attribute).isEmpty()
                        && !disk.attribute("type").equals("network")) {
                    paths.add(source.attribute(attribute));
                }
            }
        }
        return paths;
    }
}
