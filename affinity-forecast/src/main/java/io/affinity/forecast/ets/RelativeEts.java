// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.calibration.ModelFrame;
import io.affinity.forecast.calibration.NormalQuantiles;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.forecast.recursion.SmoothingState;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;

/**
 * A fit with multiplicative errors, kept up to date: quantiles by the normal distribution with the model's own variance
 * (which grows with the mean), the size of relative errors learned anew from the latest ones. A
 * {@link io.affinity.forecast.calibration.CalibratedModel} cannot do this: its quantiles are a scale, the same for all means,
 * times responses that do not depend on the state. What both have in common is their frame and the recursion.
 *
 * <p>Values that the model excludes, such as 0, move the state by a bounded relative error, so that it stays positive.
 */
final class RelativeEts implements FittedModel {

    private static final int ERROR_WINDOW = 288;
    private static final double LEAST_RELATIVE_ERROR = -0.9;
    private static final double MOST_RELATIVE_ERROR = 10;
    private static final double LARGEST = 1e150;
    private static final double FLOOR = 1e-9;

    private final ModelFrame frame;
    private final EtsSpec spec;
    private final EtsParameters parameters;
    private final SmoothingState state;
    private final String description;
    private final double floor;
    private int gap;
    private double sigma2;

    private RelativeEts(ForecastRequest request, EtsFit fit, SmoothingState state) {
        frame = ModelFrame.of(request, 0);
        spec = fit.spec();
        parameters = fit.states().withoutStates();
        this.state = state;
        description = fit.description();
        floor = FLOOR * Math.abs(state.next());
        sigma2 = fit.sigma2();
    }

    /** Takes what {@link #write} put. */
    RelativeEts(StateReader in) {
        frame = ModelFrame.read(in);
        spec = EtsSpec.parse(in.takeText());
        parameters = EtsParameters.withoutStates(
                in.takeDouble("alpha", 0, 1),
                in.takeDouble("beta", 0, 1),
                in.takeDouble("gamma", 0, 1),
                in.takeDouble("phi", 0, 1));
        state = SmoothingState.read(in);
        if (state.hasFactors() != spec.factors()) {
            throw in.broken("its season is none of " + spec);
        }
        description = in.takeText();
        floor = in.takeDouble("the floor", Double.MIN_NORMAL, LARGEST);
        gap = in.takeInt("the gap", 0, ModelFrame.MOST_GAP);
        sigma2 = in.takeDouble("the variance", 0, LARGEST);
    }

    void write(StateWriter out) {
        frame.write(out);
        out.putText(spec.toString());
        out.putDouble(parameters.alpha);
        out.putDouble(parameters.beta);
        out.putDouble(parameters.gamma);
        out.putDouble(parameters.phi);
        state.write(out);
        out.putText(description);
        out.putDouble(floor);
        out.putInt(gap);
        out.putDouble(sigma2);
    }

    /** @param state before the first value of the history; owned by the result */
    static RelativeEts of(ForecastRequest request, EtsFit fit, SmoothingState state) {
        RelativeEts model = new RelativeEts(request, fit, state);
        for (int i = 0; i < request.history().length(); i++) {
            model.observe(request.history().value(i));
        }
        return model;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Instant origin() {
        return frame.origin();
    }

    @Override
    public void observe(double value) {
        double mean = state.next();
        frame.observe(value, mean);
        if (Double.isNaN(value)) {
            gap++;
            state.advance(0);
        } else {
            double relative = value / mean - 1;
            double bounded = Math.max(LEAST_RELATIVE_ERROR, Math.min(MOST_RELATIVE_ERROR, relative));
            if (gap == 0) {
                sigma2 += (bounded * bounded - sigma2) / ERROR_WINDOW;
            }
            state.advance(bounded * mean);
            gap = 0;
        }
        state.keepAbove(floor);
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        double[] mean = ModelFrame.means(steps);
        EtsMoments moments = EtsMoments.of(spec, parameters, state, sigma2, steps);
        double[] quantiles = new double[steps * levels.size()];
        double[] normal = NormalQuantiles.of(levels);
        double before = 1;
        double after = 1;
        for (int i = 1; i <= gap; i++) {
            after += state.response(i) * state.response(i);
        }
        for (int i = 0; i < steps; i++) {
            // The state after a gap is itself uncertain: by the linear model's measure of how errors add up.
            double deviation = frame.widening() * Math.sqrt(Math.max(0, moments.variance[i]) * after / before);
            double spread = deviation < LARGEST ? deviation : LARGEST;
            // Far ahead the products of large errors may exceed all numbers; the model without errors does not.
            double expected = Double.isFinite(moments.mean[i]) ? moments.mean[i] : state.mean(i + 1);
            double center = Math.max(-LARGEST, Math.min(LARGEST, expected));
            mean[i] = frame.clip(center);
            for (int l = 0; l < levels.size(); l++) {
                quantiles[i * levels.size() + l] = frame.clip(center + spread * normal[l]);
            }
            before += state.response(i + 1) * state.response(i + 1);
            after += state.response(gap + i + 1) * state.response(gap + i + 1);
        }
        return frame.forecast(levels, mean, quantiles);
    }

    @Override
    public int residuals() {
        return frame.residuals();
    }

    @Override
    public double residual(int stepsBack) {
        return frame.residual(stepsBack);
    }
}
