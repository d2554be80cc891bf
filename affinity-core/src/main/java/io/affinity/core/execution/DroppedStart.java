// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import java.time.Instant;

/** A migration that was planned and is not started, though neither a rule nor a gate is against it. */
public record DroppedStart(Migration migration, Cause cause) {

    /** Why it is not started. */
    public sealed interface Cause {

        /**
         * Its plan is too old by now.
         *
         * @param createdAt of the plan
         */
        record Expired(Instant createdAt) implements Cause {}

        /** It waited, and by now it is not known how the fleet is. */
        record Blind() implements Cause {}

        /** It waited, and the decision that was to take its place could not be made or handed on. */
        record Undecided() implements Cause {}

        /**
         * The same was tried before and failed.
         *
         * @param failures in the last day
         * @param until when it is not tried again
         */
        record BackingOff(int failures, Instant until) implements Cause {}

        /**
         * Too many migrations in a row failed for one of its hosts.
         *
         * @param until when none is tried there; then one is, and decides about the next
         */
        record HostBreaker(HostId host, Instant until) implements Cause {}

        /**
         * Too many of the last migrations of the fleet failed.
         *
         * @param until when none is tried; then one is, and decides about the next
         */
        record FleetBreaker(Instant until) implements Cause {}
    }
}
