package io.affinity.forecast.selection;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simplest of the candidates that come near to the best. */
final class SingleChoice {

    private static final double MARGIN = 0.03;

    private SingleChoice() {}

    /** {@return the loss of the best, in the units of {@link Trial#relative}; positive infinity if none was tested} */
    static double least(Trial trial) {
        double least = Double.POSITIVE_INFINITY;
        for (Tested tested : trial.tested()) {
            least = Math.min(least, trial.relative(tested.score()));
        }
        return least;
    }

    /** {@return the model, which has seen the whole history; null if there is none} */
    static @Nullable SelectedModel of(Trial trial) {
        double least = least(trial);
        List<Tested> all = trial.tested();
        for (int i = 0; i < all.size(); i++) {
            Tested tested = all.get(i);
            double loss = trial.relative(tested.score());
            FittedModel model = loss <= least * (1 + MARGIN) ? seenAll(trial, tested) : null;
            if (model != null) {
                double[] weights = new double[all.size()];
                weights[i] = 1;
                Choice.Reason reason = loss > least ? Choice.Reason.SIMPLER : Choice.Reason.BEST;
                return new SelectedModel(model, trial.choice(reason, weights, weights), RecentPast.of(trial.request()));
            }
        }
        return null;
    }

    private static @Nullable FittedModel seenAll(Trial trial, Tested tested) {
        if (tested.model() == null || trial.backtest().learnedEnough()) {
            return tested.model();
        }
        trial.spend(tested.candidate(), trial.request());
        if (!(tested.candidate().fit(trial.request()) instanceof FitResult.Fitted fitted)) {
            return null;
        }
        if (fitted.model() instanceof CalibratedModel calibrated) {
            // The backtest has shown how far the forecasts are off on values that were not learned from.
            calibrated.continueCalibrationOf(tested.model());
        }
        return fitted.model();
    }
}
