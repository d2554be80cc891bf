package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.trees.ForestSettings;
import io.affinity.forecast.trees.FeatureColumns;
import io.affinity.forecast.trees.QuantileForest;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;

/** DOC */
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

        private static final ForestSettings SETTINGS = new ForestSettings(Integer.getInteger("ft", 60), Integer.getInteger("fm", 100), Integer.getInteger("fs", 30)/100.0, Integer.getInteger("ff", 33)/100.0, 1);
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
