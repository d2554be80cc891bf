// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.forecast.calibration.ModelFrame;
import io.affinity.forecast.encoding.ModelFormat;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;

/** The past of one series with the rule by which it is its future. Belongs to one thread at a time. */
public final class PastModel implements FittedModel {

    /** So many residuals are made up at a fit, which costs a forecast each. */
    private static final int FIRST_RESIDUALS = 96;

    /** Fewer say nothing of how far apart values may be. */
    private static final int LEAST_VALUES = 12;

    private static final QuantileLevels MEDIAN = QuantileLevels.of(0.5);
    static final int LONGEST_DAY = RecentValues.MOST;

    private final PastRule rule;
    private final ModelFrame frame;
    private final RecentValues values;
    private final int day;
    private final boolean hasResiduals;

    private PastModel(PastRule rule, ModelFrame frame, RecentValues values, int day, boolean hasResiduals) {
        this.rule = rule;
        this.frame = frame;
        this.values = values;
        this.day = day;
        this.hasResiduals = hasResiduals;
    }

    /**
     * {@return the model of a history}
     *
     * @param hasResiduals whether it is worth a forecast at each step to know how far it was off
     */
    static FitResult fit(PastRule rule, ForecastRequest request, boolean hasResiduals) {
        TimeSeries history = request.history();
        if (history.present() < LEAST_VALUES) {
            return new FitResult.InsufficientHistory(LEAST_VALUES, history.present());
        }
        int first = 0;
        while (Double.isNaN(history.value(first))) {
            first++;
        }
        int learned = hasResiduals ? Math.max(first + 1, history.length() - FIRST_RESIDUALS) : history.length();
        PastModel model = new PastModel(
                rule, ModelFrame.of(request, learned), RecentValues.of(history, learned), day(request), hasResiduals);
        for (int i = learned; i < history.length(); i++) {
            model.observe(history.value(i));
        }
        return new FitResult.Fitted(model);
    }

    /** {@return the length of a day in steps: the shortest season; 1 if there is none} */
    static int day(ForecastRequest request) {
        return request.seasonalPeriods().stream()
                .mapToInt(Integer::intValue)
                .filter(period -> period <= LONGEST_DAY)
                .min()
                .orElse(1);
    }

    @Override
    public String description() {
        return rule.name() + ": " + rule.description();
    }

    @Override
    public Instant origin() {
        return frame.origin();
    }

    @Override
    public void observe(double value) {
        frame.observe(value, hasResiduals ? mean() : Double.NaN);
        values.observe(value);
    }

    private double mean() {
        double[] mean = new double[1];
        rule.forecast(values, day, MEDIAN, mean, new double[1]);
        return mean[0];
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        double[] means = ModelFrame.means(steps);
        int size = levels.size();
        double[] quantiles = new double[steps * size];
        rule.forecast(values, day, levels, means, quantiles);
        double widening = frame.widening();
        for (int i = 0; i < steps; i++) {
            for (int l = 0; l < size; l++) {
                double quantile = frame.clip(means[i] + widening * (quantiles[i * size + l] - means[i]));
                quantiles[i * size + l] = l == 0 ? quantile : Math.max(quantile, quantiles[i * size + l - 1]);
            }
            means[i] = frame.clip(means[i]);
        }
        return frame.forecast(levels, means, quantiles);
    }

    @Override
    public int residuals() {
        return hasResiduals ? frame.residuals() : 0;
    }

    @Override
    public double residual(int stepsBack) {
        return frame.residual(stepsBack);
    }

    static byte[] encode(FittedModel model, PastRule rule) {
        if (!(model instanceof PastModel past) || past.rule != rule) {
            throw new IllegalArgumentException(
                    "The model (" + model.description() + ") must be one of the forecaster " + rule.name() + ".");
        }
        StateWriter out = ModelFormat.begin(rule.name());
        out.putInt(past.day);
        out.putBoolean(past.hasResiduals);
        past.frame.write(out);
        past.values.write(out);
        return ModelFormat.seal(out);
    }

    static PastModel decode(byte[] bytes, PastRule rule) {
        StateReader in = ModelFormat.open(bytes, rule.name());
        int day = in.takeInt("the length of a day", 1, LONGEST_DAY);
        boolean hasResiduals = in.takeBoolean();
        PastModel model = new PastModel(rule, ModelFrame.read(in), RecentValues.read(in), day, hasResiduals);
        in.end();
        ModelFrame.requireUsable(model);
        return model;
    }
}
