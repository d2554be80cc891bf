// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import java.time.Instant;

/**
 * Something of which the time is known in advance and that moves demand. Immutable and thread-safe.
 *
 * @param id what its source calls it; occurrences of one schedule share it
 * @param start when it begins, inclusive
 * @param end when it is over, exclusive; not before its start, and an event that takes no time moves nothing
 * @param kind what kind of event it is: those of one kind have one effect on a VM, in proportion to their magnitude; not blank
 * @param magnitude how large it is beside others of its kind, without a unit; 1 is an ordinary one, 2 one that moves demand twice as
 *     far; finite, and not negative
 * @param scope whose demand it moves
 * @param state what was last said of it
 */
public record AnnouncedEvent(
        String id, Instant start, Instant end, String kind, double magnitude, EventScope scope, State state) {

    /** The greatest magnitude. */
    public static final double MOST = 1e6;

    /** What was last said of an event. */
    public enum State {
        /** It comes, or came. */
        ANNOUNCED,
        /** It comes at another time than was said before; that is the time it has. */
        MOVED,
        /** It does not come, and moves nothing. */
        CANCELLED
    }

    public AnnouncedEvent {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "The end (" + end + ") of an event must not be before its start (" + start + ").");
        }
        if (kind.isBlank()) {
            throw new IllegalArgumentException("The kind of an event must not be blank.");
        }
        if (!(magnitude >= 0 && magnitude <= MOST)) {
            throw new IllegalArgumentException(
                    "The magnitude (" + magnitude + ") of an event must be a number from 0 to " + MOST + ".");
        }
    }

    /** {@return whether it takes a part of the time between these two} */
    public boolean overlaps(Instant from, Instant until) {
        return start.isBefore(until) && end.isAfter(from);
    }
}
