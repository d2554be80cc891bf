// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.trees;

import io.affinity.forecast.trees.FeatureColumns;
import java.util.SplittableRandom;

/** Rows that follow a law with known noise; features that mean nothing are among theirs. Immutable. */
final class OracleRows {

    /** The laws, by what is hard about them. */
    enum Law {
        /** Friedman (1991), Multivariate adaptive regression splines, section 4.3, with noise that grows with the first feature. */
        SMOOTH,
        /** Off, or on at a level: which is the matter of two features. */
        BURSTS,
        /** As smooth, and every fifth value is missing. */
        MISSING
    }

    static final int FEATURES = 20;

    private final float[][] columns;
    private final float[] targets;

    private OracleRows(float[][] columns, float[] targets) {
        this.columns = columns;
        this.targets = targets;
    }

    static OracleRows of(Law law, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] columns = new float[FEATURES][rows];
        float[] targets = new float[rows];
        for (int i = 0; i < rows; i++) {
            double[] x = random.doubles(FEATURES).toArray();
            targets[i] = (float) (law == Law.BURSTS ? burst(x, random) : smooth(x, random));
            for (int f = 0; f < FEATURES; f++) {
                boolean isMissing = law == Law.MISSING && random.nextInt(5) == 0;
                columns[f][i] = isMissing ? Float.NaN : (float) x[f];
            }
        }
        return new OracleRows(columns, targets);
    }

    private static double smooth(double[] x, SplittableRandom random) {
        double noise = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        return 10 * Math.sin(Math.PI * x[0] * x[1])
                + 20 * (x[2] - 0.5) * (x[2] - 0.5)
                + 10 * x[3]
                + 5 * x[4]
                + (0.5 + 2 * x[0]) * noise;
    }

    private static double burst(double[] x, SplittableRandom random) {
        boolean isOn = random.nextDouble() < (x[0] > 0.5 ? 0.9 * x[1] : 0.1);
        return isOn ? 20 + 10 * x[2] + random.nextDouble() : random.nextDouble();
    }

    FeatureColumns features() {
        return FeatureColumns.of(columns, targets.length);
    }

    float[] targets() {
        return targets;
    }

    int rows() {
        return targets.length;
    }

    /** {@return feature {@code f} of row {@code i} at {@code i * FEATURES + f}} */
    float[] rowByRow() {
        float[] values = new float[rows() * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i % FEATURES][i / FEATURES];
        }
        return values;
    }

    /** {@return the mean pinball loss over rows and levels} */
    double loss(float[] quantiles, double[] levels) {
        double sum = 0;
        for (int i = 0; i < quantiles.length; i++) {
            double level = levels[i % levels.length];
            double above = targets[i / levels.length] - quantiles[i];
            sum += Math.max(level * above, (level - 1) * above);
        }
        return sum / quantiles.length;
    }
}
