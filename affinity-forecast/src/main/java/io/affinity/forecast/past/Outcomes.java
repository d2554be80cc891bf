// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.spi.forecast.QuantileLevels;

/** What followed chosen moments of a past, each of which counts alike. Belongs to one forecast. */
final class Outcomes {

    private static final int LEAST = 10;

    private final RecentValues past;
    private final float[] values;
    private final byte[] states;
    private final StateOrder order;

    /** @param most how many moments may be chosen */
    Outcomes(RecentValues past, int most) {
        this.past = past;
        values = new float[most];
        states = new byte[most];
        order = new StateOrder(most);
    }

    /**
     * Writes what followed {@code lead} steps after the moments.
     *
     * @param moments counted from the oldest value of the past
     * @return false if too little is known
     */
    boolean write(int[] moments, int lead, QuantileLevels levels, double[] means, double[] quantiles) {
        int count = 0;
        double sum = 0;
        int newest = past.size() - 1 - lead;
        for (int moment : moments) {
            int age = newest - moment;
            float value = past.value(age);
            if (!Float.isNaN(value)) {
                values[count] = value;
                states[count++] = past.state(age);
                sum += value;
            }
        }
        if (count < LEAST) {
            return false;
        }
        int[] increasing = order.of(values, states, count);
        Sample.quantiles(values, increasing, count, levels, quantiles, (lead - 1) * levels.size());
        means[lead - 1] = sum / count;
        return true;
    }
}
