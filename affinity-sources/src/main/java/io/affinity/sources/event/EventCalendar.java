// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Events by time. Thread-safe, and answers without waiting for anybody. */
public interface EventCalendar {

    /**
     * {@return the events that take a part of the time between two instants and are not cancelled, by start; the first of them if there
     * are more than wanted}
     *
     * @param from inclusive
     * @param until exclusive
     * @param most how many are wanted, at least 1
     */
    List<AnnouncedEvent> during(Instant from, Instant until, int most);

    /** {@return the kinds of events there are at any time, and for whom; what was once among them stays} */
    Set<Subject> subjects();

    /** {@return a number that is another one whenever what is said of any time has changed} */
    default long version() {
        return 0;
    }
}
