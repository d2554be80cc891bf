// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Values by time, in any unit, as they were sampled. Immutable and thread-safe. */
public final class Samples {

    /** None. */
    public static final Samples NONE = new Samples(new long[0], new double[0]);

    private final long[] times;
    private final double[] values;

    private Samples(long[] times, double[] values) {
        this.times = times;
        this.values = values;
    }

    /**
     * {@return these samples}
     *
     * @param byTime finite values by milliseconds since 1970, in any order; copied
     * @throws IllegalArgumentException if a value is not finite
     */
    public static Samples of(Map<Long, Double> byTime) {
        long[] times = new long[byTime.size()];
        double[] values = new double[times.length];
        int count = 0;
        for (Map.Entry<Long, Double> sample : new TreeMap<>(byTime).entrySet()) {
            if (!Double.isFinite(sample.getValue())) {
                throw new IllegalArgumentException("The value (" + sample.getValue() + ") at "
                        + Instant.ofEpochMilli(sample.getKey()) + " must be finite.");
            }
            times[count] = sample.getKey();
            values[count++] = sample.getValue();
        }
        return new Samples(times, values);
    }

    /** {@return how many there are} */
    public int size() {
        return times.length;
    }

    /** {@return when the newest was taken, in milliseconds since 1970; {@link Long#MIN_VALUE} if there is none} */
    public long newest() {
        return times.length == 0 ? Long.MIN_VALUE : times[times.length - 1];
    }

    /** {@return those from a time on, and the others, which hold where both have one} */
    public Samples since(long millis, Samples others) {
        Map<Long, Double> all = new TreeMap<>();
        for (int i = firstFrom(millis); i < times.length; i++) {
            all.put(times[i], values[i]);
        }
        for (int i = others.firstFrom(millis); i < others.times.length; i++) {
            all.put(others.times[i], others.values[i]);
        }
        return of(all);
    }

    private int firstFrom(long millis) {
        int found = Arrays.binarySearch(times, millis);
        return found >= 0 ? found : -found - 1;
    }

    /**
     * {@return the mean of each step}: at index {@code i} of the samples after {@code start + (i - 1) * step}, up to {@code start + i *
     * step}; NaN where there is none
     *
     * @param step positive
     */
    public double[] means(Instant start, Duration step, int length) {
        double[] means = new double[length];
        long end = start.toEpochMilli();
        int next = firstFrom(end - step.toMillis() + 1);
        for (int i = 0; i < length; i++) {
            double sum = 0;
            int first = next;
            for (; next < times.length && times[next] <= end; next++) {
                sum += values[next];
            }
            means[i] = next == first ? Double.NaN : sum / (next - first);
            end += step.toMillis();
        }
        return means;
    }
}
