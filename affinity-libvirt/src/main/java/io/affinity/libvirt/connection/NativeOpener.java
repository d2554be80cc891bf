// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.HostAddress;

/** Opens connections through the C library, with keep-alive and with events. */
final class NativeOpener implements Opener<NativeConnection> {

    private final HostAddress address;
    private final ConnectionLimits limits;
    private final HostListener listener;

    NativeOpener(HostAddress address, ConnectionLimits limits, HostListener listener) {
        this.address = address;
        this.limits = limits;
        this.listener = listener;
    }

    @Override
    public NativeConnection open() {
        NativeConnection connection = NativeConnection.open(address.uri());
        try {
            connection.keepAlive(limits.keepAliveInterval(), limits.keepAliveCount());
            connection.listen(event -> listener.event(address.host(), event));
        } catch (LibvirtAccessException e) {
            connection.close();
            throw e;
        }
        listener.connected(address.host());
        return connection;
    }

    @Override
    public boolean isAlive(NativeConnection connection) {
        return connection.isAlive();
    }

    @Override
    public void close(NativeConnection connection) {
        connection.close();
    }
}
