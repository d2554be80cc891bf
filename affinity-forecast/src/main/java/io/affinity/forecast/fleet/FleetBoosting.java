// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.trees.BoostingSettings;
import io.affinity.forecast.trees.FeatureColumns;
import io.affinity.forecast.trees.QuantileBoosting;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;

/**
 * Gradient boosting for quantiles over a whole fleet. Each row is one series at one time of the past and one lead; all values are ranks
 * of the series' own past, so that all VMs teach the same thing. Features: where the series is and was, state and time since it
 * changed, the same time on other days, what followed alike hours, the VM, what all VMs and those of its tenant do, time of day and
 * week, and up to four covariates. A VM without a past is told by the others. {@link FleetForest} learns the same from the same.
 *
 * <p>Needs 24 values that are not missing; learns nothing from fewer than 400 rows, and then says that the future is as the past.
 * Immutable and thread-safe.
 */
public final class FleetBoosting implements FleetForecaster {

    private final Trees trees = new Trees();

    /** Creates the forecaster; it has no options. */
    public FleetBoosting() {}

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

        private static final double[] LEVELS = {0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975};
        private static final BoostingSettings SETTINGS = new BoostingSettings(150, 15, 300, 0.5, 0.5, 0.08, 1);

        @Override
        public String name() {
            return "boosting";
        }

        @Override
        public long looksPerRow(int features) {
            double perTree =
                    SETTINGS.rowShare() * (SETTINGS.featureShare() * features * 4 + 4 * LEVELS.length) + LEVELS.length;
            return (long) (SETTINGS.trees() * perTree);
        }

        @Override
        public Learner teach(FeatureColumns features, float[] targets, long seed) {
            return new BoostingLearner(
                    QuantileBoosting.fit(features, targets, LEVELS, SETTINGS.withSeed(seed)), targets.length);
        }

        @Override
        public Learner read(StateReader in) {
            int rows = in.takeInt("a number of rows", 1, Integer.MAX_VALUE);
            QuantileBoosting boosting = QuantileBoosting.read(in);
            if (boosting.levels() < 2) {
                throw in.broken("it must have at least 2 levels");
            }
            return new BoostingLearner(boosting, rows);
        }
    }
}
