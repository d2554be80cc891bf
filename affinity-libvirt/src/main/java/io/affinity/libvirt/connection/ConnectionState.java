// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import java.time.Duration;

/** How a connection stands, as far as is known on this side. */
public sealed interface ConnectionState {

    /** Nothing was asked of the host yet. */
    record Unused() implements ConnectionState {}

    /** The last call was answered. */
    record Connected() implements ConnectionState {}

    /**
     * The last call was not answered.
     *
     * @param reason in a sentence
     * @param untilRetry wait until the next attempt to connect is made, zero if the next call makes it
     */
    record Down(String reason, Duration untilRetry) implements ConnectionState {}
}
