// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.spi.model.HostId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The connections to all hosts: a shared one each, for short questions, and more for calls that take long. Opens nothing before
 * it is needed. Thread-safe.
 */
public final class HostConnections implements AutoCloseable {

    private static final HostListener NOBODY = new HostListener() {
        @Override
        public void connected(HostId host) {}

        @Override
        public void event(HostId host, NativeEvent event) {}
    };

    private final Map<HostId, HostAddress> addresses;
    private final Map<HostId, HostConnection> shared;
    private final ConnectionLimits limits;
    private final TimerThread timer = new TimerThread();
    private final List<HostListener> listeners = new CopyOnWriteArrayList<>();

    private HostConnections(Map<HostId, HostAddress> addresses, ConnectionLimits limits) {
        this.addresses = addresses;
        this.limits = limits;
        Map<HostId, HostConnection> connections = new LinkedHashMap<>();
        addresses.forEach((host, address) -> connections.put(host, connection(address, new AllListeners())));
        this.shared = Collections.unmodifiableMap(connections);
    }

    /**
     * {@return the connections to these hosts, none of them opened yet}
     *
     * @param hosts at least one; in the order in which the fleet lists them
     * @throws IllegalArgumentException if a host is given twice, or none
     */
    public static HostConnections to(Collection<HostAddress> hosts, ConnectionLimits limits) {
        Map<HostId, HostAddress> addresses = new LinkedHashMap<>();
        for (HostAddress address : hosts) {
            if (addresses.put(address.host(), address) != null) {
                throw new IllegalArgumentException("The host (" + address.host() + ") must be given once.");
            }
        }
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("At least one host must be given.");
        }
        return new HostConnections(Collections.unmodifiableMap(addresses), limits);
    }

    /** {@return the hosts, in the order in which they were given} */
    public List<HostId> hosts() {
        return List.copyOf(shared.keySet());
    }

    /** {@return the shared connections, in the order of the hosts} */
    public Collection<HostConnection> all() {
        return shared.values();
    }

    /**
     * {@return the shared connection to {@code host}, for questions that are answered soon}
     *
     * @throws IllegalArgumentException if the host is not one of these
     */
    public HostConnection to(HostId host) {
        return require(shared.get(host), host);
    }

    /**
     * {@return a further connection to {@code host}, for calls that take long; tells no listener; the caller closes it}
     *
     * @throws IllegalArgumentException if the host is not one of these
     */
    public HostConnection dedicated(HostId host) {
        return connection(require(addresses.get(host), host), NOBODY);
    }

    /** {@return a further connection whose events go to {@code listener} alone; otherwise as {@link #dedicated(HostId)}} */
    public HostConnection dedicated(HostId host, HostListener listener) {
        return connection(require(addresses.get(host), host), listener);
    }

    public ConnectionLimits limits() {
        return limits;
    }

    /** Has {@code listener} told what the hosts tell over their shared connections. */
    public void listen(HostListener listener) {
        listeners.add(listener);
    }

    /** Closes the shared connections. Does not wait for any host. */
    @Override
    public void close() {
        shared.values().forEach(HostConnection::close);
        timer.close();
    }

    private HostConnection connection(HostAddress address, HostListener listener) {
        return new HostConnection(address, limits, timer, listener);
    }

    private <T> T require(@Nullable T found, HostId host) {
        if (found == null) {
            throw new IllegalArgumentException("The host (" + host + ") must be one of " + addresses.keySet() + ".");
        }
        return found;
    }

    private final class AllListeners implements HostListener {

        @Override
        public void connected(HostId host) {
            listeners.forEach(listener -> listener.connected(host));
        }

        @Override
        public void event(HostId host, NativeEvent event) {
            listeners.forEach(listener -> listener.event(host, event));
        }
    }
}
