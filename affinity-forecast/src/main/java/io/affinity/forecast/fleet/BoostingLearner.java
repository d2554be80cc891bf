// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateWriter;
import io.affinity.forecast.trees.FeatureColumns;
import io.affinity.forecast.trees.QuantileBoosting;

/**
 * Boosted quantiles at some levels; straight lines lead from one to the next, and on beyond the outermost.
 *
 * @param rows that it learned from
 */
record BoostingLearner(QuantileBoosting boosting, int rows) implements Learner {

    @Override
    public String description() {
        return "gradient boosting for quantiles, learned from " + rows + " rows of " + boosting.features()
                + " features";
    }

    @Override
    public void ranks(FeatureColumns features, double[] levels, double[] into) {
        int known = boosting.levels();
        float[] predicted = new float[features.rows() * known];
        boosting.predict(features, predicted);
        for (int l = 0; l < levels.length; l++) {
            int upper = 1;
            while (upper < known - 1 && boosting.level(upper) < levels[l]) {
                upper++;
            }
            double low = boosting.level(upper - 1);
            double share = (levels[l] - low) / (boosting.level(upper) - low);
            for (int i = 0; i < features.rows(); i++) {
                double from = predicted[i * known + upper - 1];
                into[i * levels.length + l] = from + share * (predicted[i * known + upper] - from);
            }
        }
    }

    @Override
    public double[] contributions(FeatureColumns features, int row) {
        return boosting.contributions(features, row, boosting.levels() / 2);
    }

    @Override
    public int features() {
        return boosting.features();
    }

    @Override
    public void write(StateWriter out) {
        out.putInt(rows);
        boosting.write(out);
    }
}
