// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.placement.Reason;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened to a migration.
 *
 * @param cost of the migration, in ordinary ones; 0 at its start
 * @param isOwed whether it had to be, whatever is forecast
 */
record TrackEvent(Instant at, Kind kind, Migration migration, double cost, boolean isOwed) {

    /** What happened. */
    enum Kind {
        STARTED(0),
        /** It ended and the VM runs on the target. */
        ARRIVED(1),
        /** It ended and the VM runs on the source. */
        STAYED(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** {@return the number it is kept as, which must never change} */
        int code() {
            return code;
        }

        static Kind of(int code) {
            return switch (code) {
                case 0 -> STARTED;
                case 1 -> ARRIVED;
                case 2 -> STAYED;
                default -> throw new IllegalArgumentException("The event (" + code + ") must be from 0 to 2.");
            };
        }
    }

    static TrackEvent started(Instant at, Migration migration) {
        return new TrackEvent(at, Kind.STARTED, migration, 0, false);
    }

    /** @param planned why it was started, and in which fleet */
    static TrackEvent ended(Instant at, PlannedMigration planned, Fleet fleet, boolean arrived, double cost) {
        Migration migration = planned.migration();
        boolean isOwed = fleet.contains(migration.source())
                && isOwed(
                        planned.recommendation().reasons(),
                        fleet.host(migration.source()).state());
        return new TrackEvent(at, arrived ? Kind.ARRIVED : Kind.STAYED, migration, cost, isOwed);
    }

    private static boolean isOwed(List<Reason> reasons, HostState source) {
        return source == HostState.DRAINING || isForRules(reasons);
    }

    /**
     * {@return whether a migration serves anything but contention and the cost of hosts, such as a rule; as that is worth
     * nothing in this account, it must not cost anything either}
     */
    static boolean isForRules(List<Reason> reasons) {
        return reasons.stream()
                        .anyMatch(reason ->
                                reason instanceof Reason.PolicyMended || reason instanceof Reason.OvercommitReduced)
                || reasons.stream()
                        .noneMatch(reason ->
                                reason instanceof Reason.ContentionAhead || reason instanceof Reason.HostEmptied);
    }
}
