// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.forecast.calibration.Bounds;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.forecast.past.PastDistributions;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.function.IntFunction;

/**
 * What two distributions of the past, the long run and the regimes, add to the forecast of a model: the mean of the quantiles of
 * all three, level by level, each weighted as it did of late at such leads ({@link PastWeights}). Belongs to one model.
 */
final class PastShare {

    private final Bounds bounds;
    private final PastDistributions past;
    private final PastTrial trial;

    private PastShare(Bounds bounds, PastDistributions past, PastTrial trial) {
        this.bounds = bounds;
        this.past = past;
        this.trial = trial;
    }

    /** {@return the share of a model that is about to be used for the first time} */
    static PastShare of(ForecastRequest request, PastTrial trial) {
        return new PastShare(Bounds.of(request), PastDistributions.of(request), trial);
    }

    static PastShare read(StateReader in) {
        return new PastShare(Bounds.read(in), PastDistributions.read(in), PastTrial.read(in));
    }

    void write(StateWriter out) {
        bounds.write(out);
        past.write(out);
        trial.write(out);
    }

    /**
     * Takes the next value, finite, or NaN if it is missing.
     *
     * @param model what the model, which has seen the value already, says of so many next steps, at the levels of {@link PastTrial}
     */
    void observe(double value, IntFunction<Forecast> model) {
        past.observe(value);
        if (trial.observe(value)) {
            double[] means = new double[PastTrial.FARTHEST];
            double[] quantiles = new double[means.length * PinballLoss.LEVELS.size()];
            Forecast forecast = model.apply(means.length);
            for (int i = 0; i < quantiles.length; i++) {
                quantiles[i] = forecast.quantile(i % PinballLoss.LEVELS.size(), i / PinballLoss.LEVELS.size());
            }
            trial.hear(0, quantiles);
            past.longRun(PinballLoss.LEVELS, means, quantiles);
            trial.hear(1, quantiles);
            past.regimes(PinballLoss.LEVELS, means, quantiles);
            trial.hear(2, quantiles);
        }
    }

    PastWeights weights() {
        return PastWeights.of(trial);
    }

    /** {@return the forecast of the model with that of the past} */
    Forecast addedTo(Forecast model) {
        PastWeights weights = weights();
        QuantileLevels levels = model.levels();
        int steps = model.steps();
        int size = levels.size();
        double[] mean = new double[steps];
        double[] quantiles = new double[steps * size];
        double[] longMean = new double[steps];
        double[] longQuantiles = new double[steps * size];
        past.longRun(levels, longMean, longQuantiles);
        double[] regimeMean = new double[steps];
        double[] regimeQuantiles = new double[steps * size];
        past.regimes(levels, regimeMean, regimeQuantiles);
        for (int i = 0; i < steps; i++) {
            double longRun = weights.longRun(i + 1);
            double regimes = weights.regimes(i + 1);
            double own = 1 - longRun - regimes;
            mean[i] = bounds.clip(own * model.mean(i) + longRun * longMean[i] + regimes * regimeMean[i]);
            for (int l = 0; l < size; l++) {
                int at = i * size + l;
                double quantile = bounds.clip(
                        own * model.quantile(l, i) + longRun * longQuantiles[at] + regimes * regimeQuantiles[at]);
                quantiles[at] = l == 0 ? quantile : Math.max(quantile, quantiles[at - 1]);
            }
        }
        return Forecast.of(model.origin(), model.step(), levels, mean, quantiles);
    }
}
