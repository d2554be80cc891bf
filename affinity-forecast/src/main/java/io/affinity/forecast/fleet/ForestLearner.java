// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateWriter;
import io.affinity.forecast.trees.FeatureColumns;
import io.affinity.forecast.trees.QuantileForest;

/**
 * A forest, which has every level.
 *
 * @param rows that it learned from
 */
record ForestLearner(QuantileForest forest, int rows) implements Learner {

    @Override
    public String description() {
        return "random forest for quantiles, learned from " + rows + " rows of " + forest.features() + " features";
    }

    @Override
    public void ranks(FeatureColumns features, double[] levels, double[] into) {
        float[] predicted = new float[features.rows() * levels.length];
        forest.quantiles(features, levels, predicted);
        for (int i = 0; i < predicted.length; i++) {
            into[i] = predicted[i];
        }
    }

    @Override
    public double[] contributions(FeatureColumns features, int row) {
        return forest.contributions(features, row);
    }

    @Override
    public int features() {
        return forest.features();
    }

    @Override
    public void write(StateWriter out) {
        out.putInt(rows);
        forest.write(out);
    }
}
