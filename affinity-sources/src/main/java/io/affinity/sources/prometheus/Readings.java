// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.query.QueryException;
import io.affinity.sources.prometheus.query.Series;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;

/**
 * What a store says of one series, on a grid whose first place is one before the first that is asked for. Not thread-safe.
 */
final class Readings {

    private static final long NEVER = Long.MIN_VALUE;

    /** Two samples that are closer than this say more about clocks than about the VM. */
    static final long SHORTEST_INTERVAL = 200;

    /** Beyond so many places without a sample, a counter is compared with none before. */
    static final int LONGEST_GAP = 12;

    private static final double MILLIS_PER_SECOND = 1000;

    private final Map<String, String> labels;
    private final double[] values;
    private final long[] times;
    private final BitSet reset = new BitSet();

    Readings(Map<String, String> labels, int length) {
        this.labels = labels;
        this.values = new double[length];
        this.times = new long[length];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(times, NEVER);
    }

    Map<String, String> labels() {
        return labels;
    }

    void takeValues(Series series, Grid grid, int from, int count) throws QueryException {
        for (int i = 0; i < series.length(); i++) {
            values[grid.place(series.time(i), from, count)] = series.value(i);
        }
    }

    /** Values that are the times of samples, in seconds. */
    void takeTimes(Series series, Grid grid, int from, int count) throws QueryException {
        for (int i = 0; i < series.length(); i++) {
            int place = grid.place(series.time(i), from, count);
            long time = Math.round(series.value(i) * MILLIS_PER_SECOND);
            if (time > grid.time(place)) {
                throw new QueryException(
                        QueryException.Cure.NONE,
                        "its answer has a sample of (" + series.value(i)
                                + ") seconds since 1970, which is later than what" + " was asked for, "
                                + grid.instant(place));
            }
            times[place] = time;
        }
    }

    /** Places before which the counter began anew. */
    void takeResets(Series series, Grid grid, int from, int count) throws QueryException {
        for (int i = 0; i < series.length(); i++) {
            reset.set(grid.place(series.time(i), from, count));
        }
    }

    /** {@return the first value that can be no demand; NaN if there is none} */
    double impossible() {
        for (double value : values) {
            if (value < 0 || Double.isInfinite(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    /** {@return the values themselves, without the place before the first} */
    Track gauge() {
        Track track = new Track(labels, values.length - 1);
        for (int i = 1; i < values.length; i++) {
            if (values[i] >= 0 && values[i] < Double.POSITIVE_INFINITY) {
                track.value(i - 1, values[i]);
            } else if (!Double.isNaN(values[i])) {
                track.doubtful(i - 1);
            }
        }
        return track;
    }

    /**
     * {@return what the counter grew by in each second since the sample before; it cannot be told where the counter began anew, or there
     * is no newer sample}
     *
     * @param staleness in milliseconds, older than which a sample says nothing
     */
    Track rates(Grid grid, long staleness) {
        Track track = new Track(labels, values.length - 1);
        int before = -1;
        for (int i = 0; i < values.length; i++) {
            if (!isFresh(grid, i, staleness)) {
                continue;
            }
            if (before >= 0 && i > 0 && i - before <= LONGEST_GAP) {
                rate(before, i, track);
            } else if (i > 0) {
                track.present(i - 1);
            }
            before = before >= 0 && times[before] == times[i] ? before : i;
        }
        return track;
    }

    private boolean isFresh(Grid grid, int i, long staleness) {
        return values[i] >= 0
                && values[i] < Double.POSITIVE_INFINITY
                && times[i] != NEVER
                && grid.time(i) - times[i] <= staleness;
    }

    private void rate(int before, int i, Track track) {
        int next = reset.nextSetBit(before + 1);
        boolean isReset = (next >= 0 && next <= i) || values[i] < values[before];
        long elapsed = times[i] - times[before];
        if (isReset || elapsed < SHORTEST_INTERVAL) {
            track.doubtful(i - 1);
        } else {
            track.value(i - 1, (values[i] - values[before]) / (elapsed / MILLIS_PER_SECOND));
        }
    }
}
