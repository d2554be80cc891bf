// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateWriter;
import io.affinity.forecast.trees.FeatureColumns;

/**
 * Where there was too little to learn from: what comes is as the past was.
 *
 * @param features of a row
 */
record NothingLearned(int features) implements Learner {

    @Override
    public String description() {
        return "too little to learn from: as the past of each series was";
    }

    @Override
    public void ranks(FeatureColumns rows, double[] levels, double[] into) {
        for (int i = 0; i < rows.rows(); i++) {
            System.arraycopy(levels, 0, into, i * levels.length, levels.length);
        }
    }

    @Override
    public double[] contributions(FeatureColumns rows, int row) {
        return new double[features];
    }

    @Override
    public void write(StateWriter out) {
        out.putInt(features);
    }
}
