// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import java.util.Arrays;

/** Values that are not negative, each with a weight; weights need not sum to one. */
final class WeightedDraws {

    private final float[] values;
    private final double[] weights;
    private long[] order = new long[0];
    private int size;

    /** @param most how many there are at most */
    WeightedDraws(int most) {
        values = new float[most];
        weights = new double[most];
    }

    void add(double value, double weight) {
        values[size] = (float) value;
        weights[size++] = weight;
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weights[i] * values[i];
        }
        return sum / total();
    }

    private double total() {
        return Arrays.stream(weights, 0, size).sum();
    }

    /** {@return the smallest value that so much of the whole does not exceed; once asked, nothing may be added} */
    double quantile(double level) {
        if (order.length != size) {
            order = new long[size];
            Arrays.setAll(order, i -> Episodes.Rank.key(values[i], i));
            Arrays.sort(order);
        }
        double wanted = (level - 1e-12) * total();
        double mass = 0;
        int at = -1;
        while (mass < wanted && at + 1 < size) {
            mass += weights[Episodes.Rank.index(order[++at])];
        }
        return values[Episodes.Rank.index(order[Math.max(0, at)])];
    }
}
