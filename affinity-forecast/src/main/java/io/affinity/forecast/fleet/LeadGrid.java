// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import java.util.Arrays;

/** The leads that are asked for: near ones densely, then one in each slice, and the last. */
final class LeadGrid {

    private LeadGrid() {}

    /** What is done for one step. */
    interface Between {

        /**
         * Takes a step that lies between two leads.
         *
         * @param step from 0
         * @param low index of the lead at it or before it
         * @param high index of the lead at it or after it
         * @param share of the way from the one to the other
         */
        void take(int step, int low, int high, double share);
    }

    static int[] of(int steps, int slice) {
        int[] leads = new int[steps];
        int count = 0;
        int lead = 0;
        while (lead < steps) {
            int next = lead + Math.max(1, Math.min(slice, lead / 2));
            lead = Math.min(steps, next);
            leads[count++] = lead;
        }
        return Arrays.copyOf(leads, count);
    }

    static void between(int[] leads, int steps, Between between) {
        int high = 0;
        for (int step = 0; step < steps; step++) {
            while (leads[high] < step + 1) {
                high++;
            }
            int low = leads[high] == step + 1 ? high : high - 1;
            double share = low == high ? 0 : (step + 1 - leads[low]) / (double) (leads[high] - leads[low]);
            between.take(step, low, high, share);
        }
    }
}
