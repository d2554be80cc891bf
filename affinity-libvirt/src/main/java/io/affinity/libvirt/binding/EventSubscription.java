// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.Libvirt;

/** The events of one connection, registered once each. The callbacks exist once in a JVM, for the C library keeps them. */
final class EventSubscription {

    private static final NativeLibvirt.LifecycleCallback LIFECYCLE = (connection, domain, event, detail, number) -> {
        tell(number, domain, key -> new NativeEvent.Lifecycle(key, event, detail));
        return 0;
    };
    private static final NativeLibvirt.JobCompletedCallback JOB_COMPLETED =
            (connection, domain, values, count, number) ->
                    tell(number, domain, key -> new NativeEvent.JobCompleted(key, TypedParameters.read(values, count)));
    private static final NativeLibvirt.NumberCallback ROUND = (connection, domain, round, number) ->
            tell(number, domain, key -> new NativeEvent.MigrationRound(key, round));
    private static final NativeLibvirt.TextCallback DEVICE =
            (connection, domain, alias, number) -> tell(number, domain, NativeEvent.DescriptionChanged::new);
    private static final NativeLibvirt.MetadataCallback METADATA =
            (connection, domain, type, namespace, number) -> tell(number, domain, NativeEvent.DescriptionChanged::new);
    private static final Libvirt.VirConnectCloseFunc DISCONNECTED =
            (connection, reason, number) -> Subscribers.tell(number, new NativeEvent.Disconnected(reason));

    /** Numbers of {@code virDomainEventID}: life, device removed, device added, round, job, metadata. */
    private static final Map<Integer, Callback> CALLBACKS =
            Map.of(0, LIFECYCLE, 15, DEVICE, 19, DEVICE, 20, ROUND, 21, JOB_COMPLETED, 23, METADATA);

    private final NativeLibvirt calls;
    private final ConnectionPointer connection;
    private final long number;
    private final List<Integer> registered = new ArrayList<>();
    private boolean closeRegistered;

    private EventSubscription(NativeLibvirt calls, ConnectionPointer connection, long number) {
        this.calls = calls;
        this.connection = connection;
        this.number = number;
    }

    /** Registers what the driver supports; a driver without some events, such as the test driver, is no error. */
    static EventSubscription register(
            NativeLibvirt calls, ConnectionPointer connection, Consumer<NativeEvent> listener) {
        EventSubscription subscription = new EventSubscription(calls, connection, Subscribers.add(listener));
        Pointer number = Pointer.createConstant(subscription.number);
        CALLBACKS.forEach((event, callback) -> {
            int id = calls.virConnectDomainEventRegisterAny(connection, null, event, callback, number, null);
            if (id >= 0) {
                subscription.registered.add(id);
            }
        });
        subscription.closeRegistered =
                calls.virConnectRegisterCloseCallback(connection, DISCONNECTED, number, null) == 0;
        calls.virResetLastError();
        return subscription;
    }

    /** Must come before the connection is closed: each registration keeps the connection alive. */
    void remove() {
        Subscribers.remove(number);
        registered.forEach(id -> calls.virConnectDomainEventDeregisterAny(connection, id));
        if (closeRegistered) {
            calls.virConnectUnregisterCloseCallback(connection, DISCONNECTED);
        }
        calls.virResetLastError();
    }

    private static void tell(
            @Nullable Pointer number, @Nullable Pointer domain, Function<DomainKey, NativeEvent> event) {
        if (domain != null) {
            Subscribers.tell(
                    number, event.apply(NativeDomain.key(LibvirtLibrary.load().calls(), domain)));
        }
    }
}
