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

/** DOC */
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
        private static final BoostingSettings SETTINGS = new BoostingSettings(
                Integer.getInteger("bt", 150), Integer.getInteger("bl", 31), Integer.getInteger("bm", 100), 0.5, 0.5,
                Integer.getInteger("br", 8) / 100.0, 1);

        @Override
        public String name() {
            return "boosting";
        }

        @Override
        public long looksPerRow(int features) {
            double perTree = SETTINGS.rowShare() * (SETTINGS.featureShare() * features * 4 + 4 * LEVELS.length)
                    + LEVELS.length;
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
