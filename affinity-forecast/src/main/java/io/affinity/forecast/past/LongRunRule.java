// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;

/**
 * The same distribution at each step: that of the past values, of which each counts for {@code exp(-age / memory)} with a memory of
 * {@value #DAYS} days. At most {@value #MOST_SAMPLES} of them, at equal distances from the newest on, so that it costs the same for
 * every history.
 */
final class LongRunRule implements PastRule {

    static final PastRule INSTANCE = new LongRunRule();

    private static final double DAYS = 3;
    private static final int MOST_SAMPLES = 512;

    /** The memory in steps without a day. */
    private static final double MEMORY = 864;

    private LongRunRule() {}

    @Override
    public String name() {
        return "long-run";
    }

    @Override
    public String description() {
        return "quantiles of the past, memory of " + (int) DAYS + " days";
    }

    @Override
    public void forecast(RecentValues values, int day, QuantileLevels levels, double[] means, double[] quantiles) {
        int stride = 1 + (values.size() - 1) / MOST_SAMPLES;
        double memory = day > 1 ? DAYS * day : MEMORY;
        float[] sample = new float[MOST_SAMPLES];
        byte[] states = new byte[MOST_SAMPLES];
        double[] weights = new double[MOST_SAMPLES];
        int count = 0;
        for (int age = 0; age < values.size() && count < MOST_SAMPLES; age += stride) {
            if (!Float.isNaN(values.value(age))) {
                sample[count] = values.value(age);
                states[count] = values.state(age);
                weights[count++] = Math.exp(-age / memory);
            }
        }
        if (count == 0) {
            sample[count] = newest(values);
            weights[count++] = 1;
        }
        int size = levels.size();
        double[] row = new double[size];
        int[] order = new StateOrder(count).of(sample, states, count);
        Arrays.fill(means, Sample.quantiles(sample, weights, order, count, levels, row));
        for (int i = 0; i < means.length; i++) {
            System.arraycopy(row, 0, quantiles, i * size, size);
        }
    }

    /** The newest value that is not missing. */
    private static float newest(RecentValues values) {
        for (int age = 0; age < values.size(); age++) {
            if (!Float.isNaN(values.value(age))) {
                return values.value(age);
            }
        }
        return 0;
    }
}
