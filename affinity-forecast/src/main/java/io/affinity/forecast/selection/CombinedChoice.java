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
    static @Nullable SelectedModel of(Trial trial) {
        double[] near = weights(trial, true);
        double[] far = weights(trial, false);
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
        ForecastRequest past = trial.backtest().past();
        CalibratedModel tested = learned(trial, members, weights, past);
        if (tested == null) {
            return null;
        }
        double loss = trial.relative(trial.backtest().score(tested));
        if (!(loss <= SingleChoice.least(trial) * (1 - GAIN))) {
            return null;
        }
        if (trial.backtest().learnedEnough()) {
            return new SelectedModel(
                    tested, trial.choice(Choice.Reason.COMBINED, near, far), RecentPast.of(trial.request()));
        }
        CalibratedModel model = fitted(trial, members, weights, trial.request());
        if (model == null) {
            return null;
        }
        model.continueCalibrationOf(tested);
        return new SelectedModel(
                model, trial.choice(Choice.Reason.COMBINED, near, far), RecentPast.of(trial.request()));
    }

    private static double[] weights(Trial trial, boolean near) {
        double[] losses = new double[trial.tested().size()];
        for (int i = 0; i < losses.length; i++) {
            Tested tested = trial.tested().get(i);
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
            Trial trial, List<Integer> members, LeadWeights weights, ForecastRequest past) {
        List<CalibratedModel> models = new ArrayList<>();
        for (int i : members) {
            Supplier<FittedModel> learned = trial.tested().get(i).learned();
            if (learned == null || !(learned.get() instanceof CalibratedModel model)) {
                return fitted(trial, members, weights, past);
            }
            models.add(model);
        }
        return Combination.of(past, models, weights);
    }

    private static @Nullable CalibratedModel fitted(
            Trial trial, List<Integer> members, LeadWeights weights, ForecastRequest request) {
        List<CalibratedModel> models = new ArrayList<>();
        for (int i : members) {
            Candidate candidate = trial.tested().get(i).candidate();
            trial.spend(candidate, request);
            if (!(candidate.fit(request) instanceof FitResult.Fitted fitted
                    && fitted.model() instanceof CalibratedModel model)) {
                return null;
            }
            models.add(model);
        }
        return Combination.of(request, models, weights);
    }
}
