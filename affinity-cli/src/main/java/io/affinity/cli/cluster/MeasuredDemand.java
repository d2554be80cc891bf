package io.affinity.cli.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Measured values of one resource of one VM with their times; grows. Compact, for two weeks of a fleet are millions. */
final class MeasuredDemand {

    private long[] millis = new long[64];
    private double[] values = new double[64];
    private int length;

    void add(long atMillis, double value) {
        if (length == values.length) {
            millis = Arrays.copyOf(millis, 2 * length);
            values = Arrays.copyOf(values, 2 * length);
        }
        millis[length] = atMillis;
        values[length] = value;
        length++;
    }

    /** Writes each value to its step of a grid; later ones over earlier ones. */
    void fill(double[] grid, Instant start, Duration step) {
        for (int i = 0; i < length; i++) {
            long place = Math.floorDiv(millis[i] - start.toEpochMilli(), step.toMillis());
            if (place >= 0 && place < grid.length) {
                grid[(int) place] = values[i];
            }
        }
    }
}
