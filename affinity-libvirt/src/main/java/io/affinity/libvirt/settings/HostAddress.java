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
}
