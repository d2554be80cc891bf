package io.affinity.forecast.selection;

import io.affinity.forecast.internal.CalibratedModel;
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

    /** {@return the model, fitted to the whole history; null if there is none} */
    static @Nullable SelectedModel of(Trial trial) {
        double least = least(trial);
        List<Tested> all = trial.tested();
        for (int i = 0; i < all.size(); i++) {
            Tested tested = all.get(i);
            double loss = trial.relative(tested.score());
            if (tested.model() != null && loss <= least * (1 + MARGIN)) {
                trial.spend(tested.candidate(), trial.request());
                if (tested.candidate().fit(trial.request()) instanceof FitResult.Fitted fitted) {
                    calibrate(fitted.model(), tested.model());
                    double[] weights = new double[all.size()];
                    weights[i] = 1;
                    Choice.Reason reason = loss > least ? Choice.Reason.SIMPLER : Choice.Reason.BEST;
                    return new SelectedModel(fitted.model(), trial.choice(reason, weights, weights));
                }
            }
        }
        return null;
    }

    /** The backtest has shown how far the forecasts are off on values that were not learned from. */
    private static void calibrate(FittedModel model, FittedModel tested) {
        if (model instanceof CalibratedModel calibrated) {
            calibrated.continueCalibrationOf(tested);
        }
    }
}
