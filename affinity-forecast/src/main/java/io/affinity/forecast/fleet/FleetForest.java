// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.trees.FeatureColumns;
import io.affinity.forecast.trees.ForestSettings;
import io.affinity.forecast.trees.QuantileForest;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;

/**
 * A random forest for quantiles over a whole fleet, which learns from the same rows as {@link FleetBoosting}. What may come is what came
 * where things were alike.
 *
 * <p>Needs 24 values that are not missing; learns nothing from fewer than 400 rows, and then says that the future is as the past.
 * Immutable and thread-safe.
 */
public final class FleetForest implements FleetForecaster {

    private final Trees trees = new Trees();

    /** Creates the forecaster; it has no options. */
    public FleetForest() {}

    @Override
    public String name() {
        return trees.name();
    }

    @Override
    public FleetFitResult fit(FleetRequest request) {
        return FleetLearning.fit(request, trees);
    }

    @Override
    public FleetFitResult refit(FleetModel previous, FleetRequest request) {
        return FleetLearning.refit(previous, request, trees);
    }

    @Override
    public byte[] encode(FleetModel model) {
        return FleetCodec.encode(model, trees);
    }

    @Override
    public FleetModel decode(byte[] bytes, FleetHistory history) {
        return FleetCodec.decode(bytes, history, trees);
    }

    private static final class Trees implements Teacher {

        private static final ForestSettings SETTINGS = new ForestSettings(60, 100, 0.3, 0.33, 1);

        /** Of a tree, about. */
        private static final int DEPTH = 12;

        @Override
        public String name() {
            return "forest";
        }

        @Override
        public long looksPerRow(int features) {
            return (long) (SETTINGS.trees() * SETTINGS.rowShare() * SETTINGS.featureShare() * features * DEPTH);
        }

        @Override
        public Learner teach(FeatureColumns features, float[] targets, long seed) {
            return new ForestLearner(QuantileForest.fit(features, targets, SETTINGS.withSeed(seed)), targets.length);
        }

        @Override
        public Learner read(StateReader in) {
            int rows = in.takeInt("a number of rows", 1, Integer.MAX_VALUE);
            return new ForestLearner(QuantileForest.read(in), rows);
        }
    }
}
