// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

/** What a host tells by itself. */
public sealed interface NativeEvent {

    /**
     * A domain was started, stopped, suspended, and so on.
     *
     * @param type {@code virDomainEventType}: 0 defined, 1 undefined, 2 started, 3 suspended, 4 resumed, 5 stopped, 6 shut
     *     down, 7 suspended by the guest, 8 crashed
     * @param detail the enumeration that belongs to the type
     */
    record Lifecycle(DomainKey domain, int type, int detail) implements NativeEvent {

        public static final int DEFINED = 0;
        public static final int UNDEFINED = 1;
        public static final int STARTED = 2;
        public static final int SUSPENDED = 3;
        public static final int RESUMED = 4;
        public static final int STOPPED = 5;
        public static final int SHUTDOWN = 6;
        public static final int CRASHED = 8;
    }

    /** A job ended well; on the source of a migration, with all its figures. */
    record JobCompleted(DomainKey domain, TypedParameters values) implements NativeEvent {}

    /** A migration began to copy memory for the {@code round}th time. */
    record MigrationRound(DomainKey domain, int round) implements NativeEvent {}

    /** Devices or metadata of a domain changed, so that its description is to be read again. */
    record DescriptionChanged(DomainKey domain) implements NativeEvent {}

    /**
     * The connection is gone; no event follows.
     *
     * @param reason {@code virConnectCloseReason}: 0 error, 1 end of file, 2 keep-alive, 3 by this program
     */
    record Disconnected(int reason) implements NativeEvent {}
}
