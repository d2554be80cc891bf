// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.time.Instant;
import java.util.List;

/** When something starts, again and again. Immutable and thread-safe; answers in bounded time, whatever was scheduled. */
public interface Schedule {

    /**
     * {@return when it starts between two instants, in ascending order and each of them once; the first of them if there are more than
     * wanted; nothing before 1970 and after 2199}
     *
     * @param from inclusive
     * @param until exclusive
     * @param most how many are wanted, at least 1
     */
    List<Instant> starts(Instant from, Instant until, int most);
}
