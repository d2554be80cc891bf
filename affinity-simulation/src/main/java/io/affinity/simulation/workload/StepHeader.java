// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that are steps: either {@code t0,t1,...} or regular times.
 *
 * @param start the time of the first column
 * @param step the distance of two columns
 * @param steps the number of columns
 */
record StepHeader(Instant start, Duration step, int steps) {

    /** {@return the number of the columns {@code t0,t1,...} from the cell {@code first} on} */
    static int numbered(TraceLines lines, List<String> cells, int first) {
        for (int cell = first; cell < cells.size(); cell++) {
            String expected = "t" + (cell - first);
            if (!cells.get(cell).equals(expected)) {
                throw lines.wrongCell(cell, cells.get(cell), expected);
            }
        }
        return cells.size() - first;
    }

    /** {@return the columns from the cell {@code first} on; {@code start} and {@code step} hold where the cells have no times} */
    static StepHeader of(TraceLines lines, List<String> cells, int first, Instant start, Duration step) {
        Instant stated = instant(cells.get(first));
        if (stated == null) {
            return new StepHeader(start, step, numbered(lines, cells, first));
        }
        Duration distance = step;
        for (int cell = first + 1; cell < cells.size(); cell++) {
            Instant time = instant(cells.get(cell));
            if (time == null) {
                throw lines.wrongCell(cell, cells.get(cell), "a time like 2024-01-31T00:05:00Z");
            }
            if (cell == first + 1) {
                distance = Duration.between(stated, time);
            }
            Instant expected = stated.plus(distance.multipliedBy(cell - first));
            if (!time.equals(expected) || distance.isNegative() || distance.isZero()) {
                throw lines.wrongCell(
                        cell, cells.get(cell), "later than the time before it, by the same step as the first two");
            }
        }
        return new StepHeader(stated, distance, cells.size() - first);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null; // not a time: the caller decides whether that is legal here
        }
    }
}
