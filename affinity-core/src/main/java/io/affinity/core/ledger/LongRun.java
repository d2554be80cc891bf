// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.core.history.DemandHistory;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a series did in the long run: the distribution of the values in its history, of which each counts for {@code exp(-age / 3
 * days)}. It is the same at every lead, and what is left of any forecast far enough ahead. At most {@value #PARTS} values are
 * looked at, one from anywhere in each equal part of the history, as what comes every hour must not always be looked at or never.
 */
final class LongRun {

    /** That of a series of which nothing is known. */
    static final LongRun UNKNOWN = new LongRun(new double[0], new double[0], 0);

    private static final int PARTS = 336;
    private static final double MEMORY_MILLIS = Duration.ofDays(3).toMillis();

    /** Fractional parts of its multiples are spread as evenly as can be: Weyl's sequence of the golden ratio. */
    private static final double GOLDEN = 0.6180339887498949;

    private final double[] values;
    private final double[] middles;
    private final double total;

    private LongRun(double[] values, double[] middles, double total) {
        this.values = values;
        this.middles = middles;
        this.total = total;
    }

    /** {@return the long run of a series up to a grid place, which is empty where no value is known} */
    static LongRun of(DemandHistory.Values demand, long newest, int window, Duration step) {
        int parts = Math.min(PARTS, window);
        double[] sample = new double[parts];
        double[] weights = new double[parts];
        int count = 0;
        for (int part = 0; part < parts; part++) {
            double within = (part * GOLDEN) % 1;
            long age = (long) ((part + within) * window / parts);
            double value = demand.at(newest - age);
            if (!Double.isNaN(value)) {
                sample[count] = value;
                weights[count++] = Math.exp(-age * (double) step.toMillis() / MEMORY_MILLIS);
            }
        }
        return sorted(sample, weights, count);
    }

    private static LongRun sorted(double[] sample, double[] weights, int count) {
        // History keeps floats that are not negative, whose bits sort as they do; the place comes along in the lower
        // half.
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = ((long) Float.floatToIntBits((float) sample[i]) << Integer.SIZE) | i;
        }
        Arrays.sort(order);
        double[] values = new double[count];
        double[] middles = new double[count];
        double total = 0;
        for (int i = 0; i < count; i++) {
            double weight = weights[(int) order[i]];
            values[i] = sample[(int) order[i]];
            middles[i] = total + weight / 2;
            total += weight;
        }
        return new LongRun(values, middles, total);
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    /**
     * {@return a quantile, by linear interpolation between the middles of the weights (Hazen's, definition 5 of Hyndman and Fan,
     * American Statistician 50, 1996)}
     */
    double quantile(double level) {
        double wanted = level * total;
        int above = 0;
        while (above < values.length - 1 && middles[above] < wanted) {
            above++;
        }
        if (above == 0 || wanted >= middles[above]) {
            return values[above];
        }
        double share = (wanted - middles[above - 1]) / (middles[above] - middles[above - 1]);
        return values[above - 1] + share * (values[above] - values[above - 1]);
    }

    double mean() {
        double sum = 0;
        double before = 0;
        for (int i = 0; i < values.length; i++) {
            double end = 2 * middles[i] - before;
            sum += (end - before) * values[i];
            before = end;
        }
        return sum / total;
    }
}
