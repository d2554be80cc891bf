/**
 * One connection to each host: opened when it is first needed, opened again when it is lost, and cut off when a host does not
 * answer in time. Callers get an answer or an exception within the limit they state, whatever the host does. Entry type:
 * {@link io.affinity.libvirt.connection.HostConnections}.
 */
@NullMarked
package io.affinity.libvirt.connection;

import org.jspecify.annotations.NullMarked;
