// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.LibraryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.CString;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;

/**
 * An open connection to one host. Every method but {@link #isAlive} may block without limit. Thread-safe; closing it while
 * another thread is inside a call lets that call come back first.
 *
 * <p>All methods throw {@link CallRefusedException} if the host answers with an error, and {@link HostUnreachableException}
 * if the connection is lost.
 */
public final class NativeConnection implements AutoCloseable {

    /** Statistics of these groups; {@code virDomainStatsTypes}. */
    public static final int STATISTICS_STATE = 1;

    public static final int STATISTICS_CPU = 1 << 1;
    public static final int STATISTICS_BALLOON = 1 << 2;
    public static final int STATISTICS_VCPU = 1 << 3;
    public static final int STATISTICS_INTERFACE = 1 << 4;
    public static final int STATISTICS_BLOCK = 1 << 5;
    public static final int STATISTICS_DIRTY_RATE = 1 << 9;

    /** Active domains only; and those that are busy with a job give what can be had without waiting for its end. */
    private static final int STATISTICS_FLAGS = 1 | 1 << 29;

    private static final int LIST_ACTIVE = 1;
    private static final int LIST_INACTIVE = 2;

    private final NativeLibvirt calls;
    private final ConnectionPointer pointer;
    private final String uri;
    private final HandleGuard guard;
    private volatile @Nullable EventSubscription subscription;

    private NativeConnection(NativeLibvirt calls, ConnectionPointer pointer, String uri) {
        this.calls = calls;
        this.pointer = pointer;
        this.uri = uri;
        this.guard = new HandleGuard("connection to " + uri, this::release);
    }

    /**
     * Connects.
     *
     * @param uri as libvirt documents them, such as {@code qemu:///system} or {@code qemu+ssh://root@host/system}
     * @throws LibraryUnavailableException if there is no usable C library
     * @throws HostUnreachableException if no connection is made
     */
    public static NativeConnection open(String uri) {
        NativeLibvirt calls = LibvirtLibrary.load().calls();
        ConnectionPointer pointer = calls.virConnectOpen(uri);
        if (pointer == null) {
            throw NativeErrors.ofOpening(calls, uri);
        }
        return new NativeConnection(calls, pointer, uri);
    }

    public String uri() {
        return uri;
    }

    /**
     * Lets libvirt cut the connection off when {@code count} questions for a sign of life, {@code interval} apart, stay
     * unanswered.
     *
     * @return whether this kind of connection can do that
     */
    public boolean keepAlive(Duration interval, int count) {
        try {
            int seconds = Math.toIntExact(interval.toSeconds());
            return call("virConnectSetKeepAlive", c -> c.virConnectSetKeepAlive(pointer, seconds, count)) == 0;
        } catch (CallRefusedException e) {
            if (e.code() == ErrorCode.NO_SUPPORT) {
                return false;
            }
            throw e;
        }
    }

    /** {@return whether it is open as far as is known on this side; does not ask the host} */
    public boolean isAlive() {
        if (guard.isClosed()) {
            return false;
        }
        return call("virConnectIsAlive", c -> c.virConnectIsAlive(pointer)) == 1;
    }

    /** Asks the host for the smallest thing there is. */
    public void ping() {
        libraryVersion();
    }

    /** {@return version of the daemon, or of the library where there is no daemon} */
    public long libraryVersion() {
        LongByReference version = new LongByReference();
        call("virConnectGetLibVersion", c -> c.virConnectGetLibVersion(pointer, version));
        return version.getValue();
    }

    /** {@return what the host says of itself} */
    public NativeHost host() {
        return new NativeHost(this);
    }

    /** {@return the statistics of all active domains, in one round trip}
     *
     * @param groups sum of {@code STATISTICS_...}
     */
    public List<DomainStatistics> statistics(int groups) {
        PointerByReference list = new PointerByReference();
        int count = call(
                "virConnectGetAllDomainStats",
                c -> c.virConnectGetAllDomainStats(pointer, groups, list, STATISTICS_FLAGS));
        Pointer records = list.getValue();
        try {
            List<DomainStatistics> result = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Pointer record = records.getPointer((long) i * Native.POINTER_SIZE);
                result.add(new DomainStatistics(
                        NativeDomain.key(calls, record.getPointer(0)),
                        TypedParameters.read(record.getPointer(8), record.getInt(16))));
            }
            return result;
        } finally {
            calls.virDomainStatsRecordListFree(records);
        }
    }

    /** {@return the active domains; an empty list if there is none} */
    public List<DomainKey> activeDomains() {
        return domains(LIST_ACTIVE);
    }

    /** {@return the domains that are only defined; an empty list if there is none} */
    public List<DomainKey> inactiveDomains() {
        return domains(LIST_INACTIVE);
    }

    /** {@return all domains, those that are only defined too} */
    public List<DomainKey> allDomains() {
        return domains(0);
    }

    private List<DomainKey> domains(int flags) {
        PointerByReference list = new PointerByReference();
        int count = call("virConnectListAllDomains", c -> c.virConnectListAllDomains(pointer, list, flags));
        Pointer domains = list.getValue();
        try {
            List<DomainKey> result = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Pointer domain = domains.getPointer((long) i * Native.POINTER_SIZE);
                result.add(NativeDomain.key(calls, domain));
                calls.virDomainFree(new DomainPointer(domain));
            }
            return result;
        } finally {
            Native.free(Pointer.nativeValue(domains));
        }
    }

    /**
     * {@return the domain with this UUID, to be closed by the caller}
     *
     * @throws CallRefusedException with {@link ErrorCode#NO_DOMAIN} if the host does not have it
     */
    public NativeDomain domain(UUID uuid) {
        return domain("virDomainLookupByUUIDString", c -> c.virDomainLookupByUUIDString(pointer, uuid.toString()));
    }

    /** {@return the domain with this name, to be closed by the caller; see {@link #domain(UUID)}} */
    public NativeDomain domainNamed(String name) {
        return domain("virDomainLookupByName", c -> c.virDomainLookupByName(pointer, name));
    }

    /** {@return a domain that was just started from {@code xml} and is not persistent, to be closed by the caller} */
    public NativeDomain create(String xml) {
        return domain("virDomainCreateXML", c -> c.virDomainCreateXML(pointer, xml, 0));
    }

    /** {@return a persistent domain that was just defined, to be closed by the caller} */
    public NativeDomain define(String xml) {
        return domain("virDomainDefineXML", c -> c.virDomainDefineXML(pointer, xml));
    }

    NativeDomain domain(String name, Function<NativeLibvirt, @Nullable DomainPointer> call) {
        return new NativeDomain(this, object(name, call));
    }

    /**
     * Has {@code listener} told of events, on libvirt's own thread: it must return at once and must not call libvirt. At most
     * one listener a connection.
     */
    public void listen(Consumer<NativeEvent> listener) {
        if (subscription != null) {
            throw new IllegalStateException("The connection to " + uri + " has a listener already.");
        }
        guard.enter();
        try {
            subscription = EventSubscription.register(calls, pointer, listener);
        } finally {
            guard.exit();
        }
    }

    /** Closes it, or has the call that is inside close it on its way out. May wait for the host. */
    @Override
    public void close() {
        guard.close();
    }

    private void release() {
        EventSubscription registered = subscription;
        if (registered != null) {
            registered.remove();
        }
        calls.virConnectClose(pointer);
    }

    NativeLibvirt calls() {
        return calls;
    }

    ConnectionPointer pointer() {
        return pointer;
    }

    /** Makes a call that answers with a negative number if it failed. */
    int call(String name, Function<NativeLibvirt, Integer> call) {
        return guarded(name, c -> {
            int result = call.apply(c);
            if (result < 0) {
                throw NativeErrors.of(c, name, pointer);
            }
            return result;
        });
    }

    /** Makes a call that answers with null if it failed. */
    <T> T object(String name, Function<NativeLibvirt, @Nullable T> call) {
        return guarded(name, c -> {
            T result = call.apply(c);
            if (result == null) {
                throw NativeErrors.of(c, name, pointer);
            }
            return result;
        });
    }

    /** Makes a call that answers with characters which the caller has to free; reading a {@link CString} frees it. */
    String text(String name, Function<NativeLibvirt, @Nullable CString> call) {
        return object(name, call).toString();
    }

    private <T> T guarded(String name, Function<NativeLibvirt, T> call) {
        guard.enter();
        try {
            return call.apply(calls);
        } catch (UnsatisfiedLinkError e) {
            throw NativeErrors.unsupported(name, e);
        } finally {
            guard.exit();
        }
    }
}
