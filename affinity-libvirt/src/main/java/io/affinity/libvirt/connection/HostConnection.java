// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * The connection to one host. Calls run one after the other on a thread of their own; a call that is not answered within its
 * limit fails, its connection is cut off, and the next call opens another one, at once or when the back-off allows.
 * Thread-safe.
 *
 * <p>A call that fails with {@link io.affinity.libvirt.access.HostUnreachableException} for the reason LOST or HUNG may have
 * been carried out. Nothing is repeated here.
 */
public final class HostConnection implements AutoCloseable {

    private final HostAddress address;
    private final ConnectionLimits limits;
    private final GuardedLink<NativeConnection> link;

    HostConnection(HostAddress address, ConnectionLimits limits, Alarms alarms, HostListener listener) {
        this.address = address;
        this.limits = limits;
        this.link = new GuardedLink<>(
                address.host().value(), new NativeOpener(address, limits, listener), limits, alarms, System::nanoTime);
    }

    public HostId host() {
        return address.host();
    }

    public String uri() {
        return address.uri();
    }

    /**
     * {@return the answer to {@code call}, waited for no longer than the ordinary limit}
     *
     * @param what is asked, for messages
     * @throws LibvirtAccessException if there is no answer, or if it is an error
     */
    public <T> T call(String what, Function<NativeConnection, T> call) {
        return await(submit(what, limits.call(), call));
    }

    /** {@return the answer to {@code call}, waited for no longer than {@code limit}; otherwise as {@link #call(String, Function)}} */
    public <T> T call(String what, Duration limit, Function<NativeConnection, T> call) {
        return await(submit(what, limit, call));
    }

    /**
     * {@return the answer to {@code call}, which comes or fails with a {@link LibvirtAccessException} within {@code limit}}
     * For calls that take long, such as a migration, which need a connection of their own.
     *
     * @param limit from now on, waiting for earlier calls included
     */
    public <T> CompletableFuture<T> submit(String what, Duration limit, Function<NativeConnection, T> call) {
        return link.submit(what, limit, call);
    }

    /** {@return the answer to {@code call} within the ordinary limit; see {@link #submit(String, Duration, Function)}} */
    public <T> CompletableFuture<T> submit(String what, Function<NativeConnection, T> call) {
        return submit(what, limits.call(), call);
    }

    public ConnectionState state() {
        return link.state();
    }

    /** {@return how many threads wait for this host or are idle: normally one} */
    public int threads() {
        return link.threads();
    }

    /** Fails calls that wait, and disconnects as soon as the host lets it. Does not wait for that. */
    @Override
    public void close() {
        link.close();
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LibvirtAccessException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
