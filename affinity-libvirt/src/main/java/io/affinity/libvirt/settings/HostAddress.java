// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

import io.affinity.spi.model.HostId;

/**
 * Where a host is.
 *
 * @param host the name it has in the fleet
 * @param uri as libvirt documents connection URIs: over a unix socket, TCP, TLS or SSH
 */
public record HostAddress(HostId host, String uri) {

    public HostAddress {
        if (uri.isBlank()) {
            throw new IllegalArgumentException(
                    "The URI (" + uri + ") of host " + host + " must not be blank. Maybe qemu:///system is meant.");
        }
    }

    /**
     * {@return whether the URI means this host only where it is used on it: other machines do not get there by it} Without a name of a
     * machine it does; a socket may be one that leads elsewhere.
     */
    public boolean isLocal() {
        return uri.contains(":///") && !uri.contains("socket=");
    }
}
