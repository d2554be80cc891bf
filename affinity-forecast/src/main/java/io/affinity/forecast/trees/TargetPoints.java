// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

/**
 * Targets as one of few points, each the mean of the targets that it stands for.
 */
final class TargetPoints {

    private final float[] points;
    private final byte[] codes;

    TargetPoints(float[] points, byte[] codes) {
        this.points = points;
        this.codes = codes;
    }

    /** {@return in increasing order} */
    float[] points() {
        return points;
    }

    /** {@return by row, the number of its point, unsigned} */
    byte[] codes() {
        return codes;
    }

    static TargetPoints of(float[] targets) {
        FeatureColumns column = FeatureColumns.of(new float[][] {targets}, targets.length);
        FeatureBins bins = FeatureBins.of(column);
        byte[] codes = bins.bin(column).columns()[0];
        double[] sums = new double[bins.last(0)];
        int[] counts = new int[sums.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i]--; // no target is missing
            sums[codes[i] & 0xFF] += targets[i];
            counts[codes[i] & 0xFF]++;
        }
        float[] points = new float[sums.length];
        for (int p = 0; p < points.length; p++) {
            points[p] = (float) (sums[p] / counts[p]);
        }
        return new TargetPoints(points, codes);
    }
}
