// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import java.util.Arrays;
import java.util.stream.IntStream;

/** By feature and bin: how many rows of a node there are, and the sum of their targets. */
final class Histogram {

    /** Less work than this is not worth a second thread. */
    private static final long WORTH_THREADS = 200_000;

    private final int[] features;
    private final double[] sums;
    private final int[] counts;

    Histogram(int[] features) {
        this.features = features;
        sums = new double[features.length * FeatureBins.CODES];
        counts = new int[features.length * FeatureBins.CODES];
    }

    /** @param targets by place, not by row */
    void fill(BinnedColumns columns, int[] rows, float[] targets, int begin, int end) {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
        IntStream range = IntStream.range(0, features.length);
        long work = (long) features.length * (end - begin);
        (work >= WORTH_THREADS ? range.parallel() : range)
                .forEach(i -> fill(columns.columns()[features[i]], i * FeatureBins.CODES, rows, targets, begin, end));
    }

    private void fill(byte[] column, int offset, int[] rows, float[] targets, int begin, int end) {
        for (int i = begin; i < end; i++) {
            int at = offset + (column[rows[i]] & 0xFF);
            sums[at] += targets[i];
            counts[at]++;
        }
    }

    /** Makes this, the histogram of a node, that of one of its children. */
    void subtract(Histogram other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] -= other.sums[i];
            counts[i] -= other.counts[i];
        }
    }

    /** {@return an empty one of the same features} */
    Histogram alike() {
        return new Histogram(features);
    }

    int features() {
        return features.length;
    }

    int feature(int place) {
        return features[place];
    }

    double sum(int place, int bin) {
        return sums[place * FeatureBins.CODES + bin];
    }

    int count(int place, int bin) {
        return counts[place * FeatureBins.CODES + bin];
    }
}
