// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import java.util.SplittableRandom;

/** Parts of a whole: which are legal, and which rows they are. */
final class Shares {

    private Shares() {}

    static void require(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("The " + name + " (" + value + ") must be at least " + least + ".");
        }
    }

    static void require(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException("The " + name + " (" + value + ") must be above 0 and at most 1.");
        }
    }

    static void requireTargets(FeatureColumns features, float[] targets) {
        if (targets.length != features.rows() || targets.length == 0) {
            throw new IllegalArgumentException("The number of targets (" + targets.length + ") must be that of rows ("
                    + features.rows() + "), and at least 1.");
        }
        for (int i = 0; i < targets.length; i++) {
            if (!Float.isFinite(targets[i])) {
                throw new IllegalArgumentException("The target of row " + i + " (" + targets[i] + ") must be finite.");
            }
        }
    }

    /** {@return a part of so many rows in increasing order, drawn without putting back: Knuth (1997), section 3.4.2, algorithm S} */
    static int[] rows(int all, double share, long seed) {
        int wanted = Math.max(1, (int) Math.round(share * all));
        SplittableRandom random = new SplittableRandom(seed);
        int[] rows = new int[wanted];
        int taken = 0;
        for (int i = 0; taken < wanted; i++) {
            if ((all - i) * random.nextDouble() < wanted - taken) {
                rows[taken++] = i;
            }
        }
        return rows;
    }

    static float[] reordered(float[] values, int[] order) {
        float[] reordered = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            reordered[i] = values[order[i]];
        }
        return reordered;
    }
}
