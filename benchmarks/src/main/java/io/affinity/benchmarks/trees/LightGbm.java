// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.trees;

import com.microsoft.ml.lightgbm.PredictionType;
import io.affinity.benchmarks.series.CpuClock;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.Locale;

/** The other side: one ensemble for each level, as it has no other way, on one thread. */
final class LightGbm {

    private LightGbm() {}

    static OracleFigure run(
            OracleRows.Law law, OracleRows train, OracleRows test, double[] levels, OracleOptions options)
            throws LGBMException {
        float[] quantiles = new float[test.rows() * levels.length];
        double trainMillis = 0;
        double predictMillis = 0;
        for (int l = 0; l < levels.length; l++) {
            String parameters = parameters(levels[l], options.seed);
            CpuClock training = CpuClock.start();
            try (LGBMDataset data = LGBMDataset.createFromMat(
                    train.rowByRow(), train.rows(), OracleRows.FEATURES, true, parameters, null)) {
                data.setField("label", train.targets());
                try (LGBMBooster booster = LGBMBooster.create(data, parameters)) {
                    for (int t = 0; t < options.trees; t++) {
                        booster.updateOneIter();
                    }
                    trainMillis += training.millis();
                    CpuClock predicting = CpuClock.start();
                    double[] said = booster.predictForMat(
                            test.rowByRow(),
                            test.rows(),
                            OracleRows.FEATURES,
                            true,
                            PredictionType.C_API_PREDICT_NORMAL,
                            "num_threads=1");
                    predictMillis += predicting.millis();
                    for (int i = 0; i < said.length; i++) {
                        quantiles[i * levels.length + l] = (float) said[i];
                    }
                }
            }
        }
        return new OracleFigure(
                law, "LightGBM, an ensemble for each level", trainMillis, predictMillis, test.loss(quantiles, levels));
    }

    private static String parameters(double level, long seed) {
        return String.format(
                Locale.ROOT,
                "objective=quantile alpha=%s learning_rate=0.1 num_leaves=31 min_data_in_leaf=20 bagging_fraction=0.5"
                        + " bagging_freq=1 feature_fraction=0.5 max_bin=255 num_threads=1 verbosity=-1 seed=%d",
                level,
                seed);
    }
}
