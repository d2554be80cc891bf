// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Rows whose targets follow a known law: mean 3 x1 + (x2 above 0 ? 4 : 0), normal noise of deviation 0.5 + x3. The last feature is idle. */
final class SampleRows {

    static final int FEATURES = 4;

    final float[][] columns;
    final float[] targets;

    private SampleRows(float[][] columns, float[] targets) {
        this.columns = columns;
        this.targets = targets;
    }

    /** @param missing the part of the values of x2 that are missing, where it is taken as above 0 */
    static SampleRows of(int rows, double missing, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] columns = new float[FEATURES][rows];
        float[] targets = new float[rows];
        for (int i = 0; i < rows; i++) {
            for (int f = 0; f < FEATURES; f++) {
                columns[f][i] = (float) random.nextDouble();
            }
            boolean isMissing = random.nextDouble() < missing;
            columns[1][i] = isMissing ? Float.NaN : columns[1][i] - 0.5f;
            targets[i] = (float) (mean(columns, i) + deviation(columns, i) * normal(random));
        }
        return new SampleRows(columns, targets);
    }

    private static double mean(float[][] columns, int row) {
        return 3 * columns[0][row] + (columns[1][row] <= 0 ? 0 : 4);
    }

    private static double deviation(float[][] columns, int row) {
        return 0.5 + columns[2][row];
    }

    /** Box and Muller (1958). */
    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    FeatureColumns features() {
        return FeatureColumns.of(columns, targets.length);
    }

    int rows() {
        return targets.length;
    }

    /** {@return the same rows from the last to the first} */
    SampleRows reversed() {
        int[] order = IntStream.range(0, rows()).map(i -> rows() - 1 - i).toArray();
        float[][] reversed = new float[FEATURES][];
        for (int f = 0; f < FEATURES; f++) {
            reversed[f] = Shares.reordered(columns[f], order);
        }
        return new SampleRows(reversed, Shares.reordered(targets, order));
    }

    /** {@return the same rows, each feature through an increasing function} */
    SampleRows bent() {
        float[][] bent = new float[FEATURES][rows()];
        for (int i = 0; i < rows(); i++) {
            bent[0][i] = columns[0][i] * 8 - 4;
            bent[1][i] = columns[1][i] * columns[1][i] * columns[1][i];
            bent[2][i] = (float) Math.exp(columns[2][i]);
            bent[3][i] = columns[3][i];
        }
        return new SampleRows(bent, targets);
    }

    /** {@return the part of the targets at or below the quantiles of a level} */
    double covered(float[] quantiles, int level, int levels) {
        int below = 0;
        for (int i = 0; i < rows(); i++) {
            below += targets[i] <= quantiles[i * levels + level] ? 1 : 0;
        }
        return below / (double) rows();
    }

    /** {@return the mean pinball loss of a level, the level being {@code p}} */
    double loss(float[] quantiles, int level, int levels, double p) {
        double sum = 0;
        for (int i = 0; i < rows(); i++) {
            double above = targets[i] - quantiles[i * levels + level];
            sum += Math.max(p * above, (p - 1) * above);
        }
        return sum / rows();
    }
}
