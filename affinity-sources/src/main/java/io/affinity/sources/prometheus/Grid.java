// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.query.QueryException;
import java.time.Duration;
import java.time.Instant;

/**
 * Instants at the same distance.
 *
 * @param start of the first, in milliseconds since 1970
 * @param step in milliseconds, positive
 * @param length not negative
 */
record Grid(long start, long step, int length) {

    long time(int place) {
        return start + step * place;
    }

    Instant instant(int place) {
        return Instant.ofEpochMilli(time(place));
    }

    Duration distance() {
        return Duration.ofMillis(step);
    }

    /**
     * {@return the place of an instant}
     *
     * @throws QueryException if it is not one of those from {@code from} on
     */
    int place(long time, int from, int count) throws QueryException {
        long place = Math.floorDiv(time - start, step);
        if (place < from || place >= from + count || time(Math.toIntExact(place)) != time) {
            throw new QueryException(
                    QueryException.Cure.NONE,
                    "its answer has a value for " + Instant.ofEpochMilli(time) + ", and was asked for those from "
                            + instant(from) + " to " + instant(from + count - 1) + " by " + distance());
        }
        return Math.toIntExact(place);
    }
}
