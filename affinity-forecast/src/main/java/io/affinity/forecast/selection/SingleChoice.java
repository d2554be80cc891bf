// SPDX-License-Identifier: Apache-2.0
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

    /** {@return the loss of the best, in the units of {@link TestedCandidates#relative}; positive infinity if none was tested} */
    static double least(TestedCandidates candidates) {
        double least = Double.POSITIVE_INFINITY;
        for (Tested tested : candidates.tested()) {
            least = Math.min(least, candidates.relative(tested.score()));
        }
        return least;
    }

    /** {@return the model, which has seen the whole history; null if there is none} */
    static @Nullable Chosen of(TestedCandidates candidates) {
        double least = least(candidates);
        List<Tested> all = candidates.tested();
        for (int i = 0; i < all.size(); i++) {
            Tested tested = all.get(i);
            double loss = candidates.relative(tested.score());
            FittedModel model = loss <= least * (1 + MARGIN) ? seenAll(candidates, tested) : null;
            if (model != null) {
                double[] weights = new double[all.size()];
                weights[i] = 1;
                Choice.Reason reason = loss > least ? Choice.Reason.SIMPLER : Choice.Reason.BEST;
                return new Chosen(model, candidates.choice(reason, weights, weights), tested.score());
            }
        }
        return null;
    }

    private static @Nullable FittedModel seenAll(TestedCandidates candidates, Tested tested) {
        if (tested.model() == null || candidates.backtest().learnedEnough()) {
            return tested.model();
        }
        candidates.spend(tested.candidate(), candidates.request());
        if (!(tested.candidate().fit(candidates.request()) instanceof FitResult.Fitted fitted)) {
            return null;
        }
        if (fitted.model() instanceof CalibratedModel calibrated) {
            // The backtest has shown how far the forecasts are off on values that were not learned from.
            calibrated.continueCalibrationOf(tested.model());
        }
        return fitted.model();
    }
}
