// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.spi.model.HostId;

/** Gets what hosts tell by themselves. Called on threads of the connections: it must return at once and ask no host. */
public interface HostListener {

    /** A connection was opened, for the first time or again: whatever happened before may have been missed. */
    void connected(HostId host);

    void event(HostId host, NativeEvent event);
}
