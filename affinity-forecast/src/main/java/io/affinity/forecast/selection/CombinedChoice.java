// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.calibration.Combination;
import io.affinity.forecast.calibration.LeadWeights;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The weighted mean of the candidates that come near to the best, if it does better than each of them alone. */
final class CombinedChoice {

    /** By so much the combination must beat the best candidate: it costs more at each step. */
    private static final double GAIN = 0.02;

    private CombinedChoice() {}

    /** {@return the combination, fitted to the whole history; null if it does not pay} */
    static @Nullable Chosen of(TestedCandidates candidates) {
        double[] near = weights(candidates, true);
        double[] far = weights(candidates, false);
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < near.length; i++) {
            if (near[i] > 0 || far[i] > 0) {
                members.add(i);
            }
        }
        if (members.size() < 2) {
            return null;
        }
        LeadWeights weights = new LeadWeights(of(near, members), of(far, members));
        ForecastRequest past = candidates.backtest().past();
        CalibratedModel tested = learned(candidates, members, weights, past);
        if (tested == null) {
            return null;
        }
        BacktestScore score = candidates.backtest().score(tested);
        if (!(candidates.relative(score) <= SingleChoice.least(candidates) * (1 - GAIN))) {
            return null;
        }
        CalibratedModel model = tested;
        if (!candidates.backtest().learnedEnough()) {
            model = fitted(candidates, members, weights, candidates.request());
            if (model == null) {
                return null;
            }
            model.continueCalibrationOf(tested);
        }
        return new Chosen(model, candidates.choice(Choice.Reason.COMBINED, near, far), score);
    }

    private static double[] weights(TestedCandidates candidates, boolean near) {
        double[] losses = new double[candidates.tested().size()];
        for (int i = 0; i < losses.length; i++) {
            Tested tested = candidates.tested().get(i);
            losses[i] = tested.combinable()
                    ? near ? tested.score().near() : tested.score().far()
                    : Double.POSITIVE_INFINITY;
        }
        return Mixture.weights(losses);
    }

    private static double[] of(double[] weights, List<Integer> members) {
        double[] chosen = new double[members.size()];
        Arrays.setAll(chosen, i -> weights[members.get(i)]);
        return chosen;
    }

    /** The members as they were before the backtest. */
    private static @Nullable CalibratedModel learned(
            TestedCandidates candidates, List<Integer> members, LeadWeights weights, ForecastRequest past) {
        List<CalibratedModel> models = new ArrayList<>();
        for (int i : members) {
            Supplier<FittedModel> learned = candidates.tested().get(i).learned();
            if (learned == null || !(learned.get() instanceof CalibratedModel model)) {
                return fitted(candidates, members, weights, past);
            }
            models.add(model);
        }
        return Combination.of(past, models, weights);
    }

    private static @Nullable CalibratedModel fitted(
            TestedCandidates candidates, List<Integer> members, LeadWeights weights, ForecastRequest request) {
        List<CalibratedModel> models = new ArrayList<>();
        for (int i : members) {
            Candidate candidate = candidates.tested().get(i).candidate();
            candidates.spend(candidate, request);
            if (!(candidate.fit(request) instanceof FitResult.Fitted fitted
                    && fitted.model() instanceof CalibratedModel model)) {
                return null;
            }
            models.add(model);
        }
        return Combination.of(request, models, weights);
    }
}
