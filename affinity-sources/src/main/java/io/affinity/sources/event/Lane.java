// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import java.time.Instant;
import java.util.Arrays;

/** When events of one kind and scope take place within a day, in milliseconds since the epoch, by start. Not thread-safe until it is filled. */
final class Lane {

    private final EventScope scope;
    private final long dayStart;
    private final long dayEnd;
    private long[] starts = new long[4];
    private long[] ends = new long[4];
    /** The latest end up to each place, by which those that are over are passed by. */
    private long[] latestEnds = new long[4];

    private double[] magnitudes = new double[4];
    private int size;

    Lane(EventScope scope, long dayStart, long dayEnd) {
        this.scope = scope;
        this.dayStart = dayStart;
        this.dayEnd = dayEnd;
    }

    EventScope scope() {
        return scope;
    }

    int size() {
        return size;
    }

    void add(AnnouncedEvent event) {
        long start = Math.max(dayStart, millis(event.start()));
        long end = Math.min(dayEnd, millis(event.end()));
        if (end <= start) {
            return;
        }
        if (size > 0 && ends[size - 1] == start && magnitudes[size - 1] == event.magnitude()) {
            ends[size - 1] = end;
            latestEnds[size - 1] = Math.max(latestEnds[size - 1], end);
            return;
        }
        makeRoom();
        starts[size] = start;
        ends[size] = end;
        latestEnds[size] = size == 0 ? end : Math.max(latestEnds[size - 1], end);
        magnitudes[size++] = event.magnitude();
    }

    private void makeRoom() {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            latestEnds = Arrays.copyOf(latestEnds, 2 * size);
            magnitudes = Arrays.copyOf(magnitudes, 2 * size);
        }
    }

    private static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** {@return the magnitude of each event times the milliseconds that it takes between two instants of the day} */
    double covered(long from, long until) {
        double sum = 0;
        for (int i = firstThatEndsAfter(from); i < size && starts[i] < until; i++) {
            long milliseconds = Math.min(until, ends[i]) - Math.max(from, starts[i]);
            sum += milliseconds > 0 ? milliseconds * magnitudes[i] : 0;
        }
        return sum;
    }

    private int firstThatEndsAfter(long from) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (latestEnds[middle] > from) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
