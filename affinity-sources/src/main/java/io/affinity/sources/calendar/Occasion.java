// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.AnnouncedEvent.State;
import io.affinity.sources.event.EventScope;
import io.affinity.sources.event.Subject;
import java.time.Instant;

/**
 * What events are, apart from their time. Immutable and thread-safe.
 *
 * @param id what their source calls them
 * @param kind of event, as {@link AnnouncedEvent#kind}
 * @param magnitude as {@link AnnouncedEvent#magnitude}
 * @param scope whose demand they move
 */
public record Occasion(String id, String kind, double magnitude, EventScope scope) {

    public Occasion {
        // What no event may be is refused here, once.
        new AnnouncedEvent(id, Instant.EPOCH, Instant.EPOCH, kind, magnitude, scope, State.ANNOUNCED);
    }

    /** {@return events of this kind of ordinary size, called by their kind} */
    public static Occasion of(String kind, EventScope scope) {
        return new Occasion(kind, kind, 1, scope);
    }

    Occasion times(double factor) {
        return new Occasion(id, kind, magnitude * factor, scope);
    }

    AnnouncedEvent event(Instant start, Instant end, State state) {
        return new AnnouncedEvent(id, start, end, kind, magnitude, scope, state);
    }

    Subject subject() {
        return new Subject(kind, scope);
    }
}
