// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.trees;

import io.affinity.benchmarks.series.CpuClock;
import io.affinity.forecast.trees.BoostingSettings;
import io.affinity.forecast.trees.ForestSettings;
import io.affinity.forecast.trees.QuantileBoosting;
import io.affinity.forecast.trees.QuantileForest;

/** Our side: all levels from one ensemble, an ensemble for each level, and a forest. */
final class OurTrees {

    private OurTrees() {}

    static OracleFigure shared(
            OracleRows.Law law, OracleRows train, OracleRows test, double[] levels, OracleOptions options) {
        float[] quantiles = new float[test.rows() * levels.length];
        CpuClock training = CpuClock.start();
        QuantileBoosting boosting = QuantileBoosting.fit(train.features(), train.targets(), levels, settings(options));
        double trainMillis = training.millis();
        CpuClock predicting = CpuClock.start();
        boosting.predict(test.features(), quantiles);
        return new OracleFigure(
                law, "boosting, levels share trees", trainMillis, predicting.millis(), test.loss(quantiles, levels));
    }

    static OracleFigure apart(
            OracleRows.Law law, OracleRows train, OracleRows test, double[] levels, OracleOptions options) {
        float[] quantiles = new float[test.rows() * levels.length];
        float[] one = new float[test.rows()];
        double trainMillis = 0;
        double predictMillis = 0;
        for (int l = 0; l < levels.length; l++) {
            CpuClock training = CpuClock.start();
            QuantileBoosting boosting = QuantileBoosting.fit(
                    train.features(), train.targets(), new double[] {levels[l]}, settings(options));
            trainMillis += training.millis();
            CpuClock predicting = CpuClock.start();
            boosting.predict(test.features(), one);
            predictMillis += predicting.millis();
            for (int i = 0; i < one.length; i++) {
                quantiles[i * levels.length + l] = one[i];
            }
        }
        return new OracleFigure(
                law, "boosting, an ensemble for each level", trainMillis, predictMillis, test.loss(quantiles, levels));
    }

    static OracleFigure forest(
            OracleRows.Law law, OracleRows train, OracleRows test, double[] levels, OracleOptions options) {
        float[] quantiles = new float[test.rows() * levels.length];
        ForestSettings settings =
                ForestSettings.DEFAULT.withTrees(options.trees).withSeed(options.seed);
        CpuClock training = CpuClock.start();
        QuantileForest forest = QuantileForest.fit(train.features(), train.targets(), settings);
        double trainMillis = training.millis();
        CpuClock predicting = CpuClock.start();
        forest.quantiles(test.features(), levels, quantiles);
        return new OracleFigure(law, "forest", trainMillis, predicting.millis(), test.loss(quantiles, levels));
    }

    private static BoostingSettings settings(OracleOptions options) {
        return BoostingSettings.DEFAULT.withTrees(options.trees).withSeed(options.seed);
    }
}
