// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

/**
 * How connections come and go. Every method may block without limit, and throws
 * {@link io.affinity.libvirt.access.LibvirtAccessException}.
 *
 * @param <C> a connection
 */
interface Opener<C> {

    C open();

    /** {@return whether it is known to work; does not ask the host} */
    boolean isAlive(C connection);

    void close(C connection);
}
