// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

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
import java.util.function.Function;

/**
 * A point model with the quantiles that its errors deserve.
 *
 * <p>The quantile {@code p} at lead {@code h} is {@code mean(h) + s * v(h) * q(p, h)}, where
 *
 * <ul>
 *   <li>{@code s} is how large one-step errors are at present ({@link ErrorScale});
 *   <li>{@code v(h)} is how much larger they are at that lead if the model is right: the square root of its variance sum
 *       {@code c_0^2 + ... + c_(h-1)^2} (Hyndman, Koehler, Ord and Snyder 2008, section 6.1);
 *   <li>{@code q(p, h)} is the quantile of what the values at that lead really were off by, in units of {@code s * v(h)} of
 *       their time ({@link HorizonScores}): a conformal prediction, which is right whatever the model is.
 * </ul>
 *
 * <p>After a gap the leads count from the last value that was not missing, so intervals widen by themselves. Lower trust
 * in the history widens them as well, and so does {@link PointModel#doubt}, whose square is added to that of {@code s * v(h)}. Mean and quantiles are clipped to the bounds of the request.
 */
public final class CalibratedModel implements FittedModel {

    private final PointModel point;
    private final ModelFrame frame;
    private final ErrorScale scale;
    private final HorizonScores scores;
    private int gap;
    private double gapVariance = 1;

    CalibratedModel(ForecastRequest request, int next, PointModel point) {
        this.point = point;
        frame = ModelFrame.of(request, next);
        scale = new ErrorScale();
        scores = new HorizonScores(point, request.history().length());
    }

    /** Creates a model of a part of another one's point model, without any errors. */
    CalibratedModel(CalibratedModel whole, PointModel part) {
        point = part;
        frame = whole.frame.withoutResiduals();
        scale = new ErrorScale();
        scores = new HorizonScores(part, 0);
    }

    /** Takes what {@link #write} put. */
    CalibratedModel(StateReader in, PointModel point) {
        this.point = point;
        frame = ModelFrame.read(in);
        gap = in.takeInt("the gap", 0, ModelFrame.MOST_GAP);
        gapVariance = in.takeDouble("the variance of the gap", 1, Double.MAX_VALUE);
        scale = ErrorScale.read(in);
        scores = HorizonScores.read(in, point);
    }

    /** Puts everything but the point model. */
    void write(StateWriter out) {
        frame.write(out);
        out.putInt(gap);
        out.putDouble(gapVariance);
        scale.write(out);
        scores.write(out);
    }

    /**
     * {@return a model of this class as bytes}
     *
     * @param forecaster the name of the forecaster that made it
     * @param point the kind of point model which that forecaster makes
     * @throws IllegalArgumentException if it is another kind of model
     */
    public static byte[] encode(FittedModel model, String forecaster, Class<? extends PointModel> point) {
        if (!(model instanceof CalibratedModel calibrated) || !point.isInstance(calibrated.point)) {
            throw new IllegalArgumentException(
                    "The model (" + model.description() + ") must be one of the forecaster " + forecaster + ".");
        }
        StateWriter out = ModelFormat.begin(forecaster);
        calibrated.point.write(out);
        calibrated.write(out);
        return ModelFormat.seal(out);
    }

    /**
     * {@return the model that was encoded}
     *
     * @param point reads what {@link PointModel#write} put
     * @throws IllegalArgumentException if the bytes are not those of a model of this forecaster
     */
    public static CalibratedModel decode(byte[] bytes, String forecaster, Function<StateReader, PointModel> point) {
        StateReader in = ModelFormat.open(bytes, forecaster);
        CalibratedModel model = new CalibratedModel(in, point.apply(in));
        in.end();
        ModelFrame.requireUsable(model);
        return model;
    }

    /**
     * {@return the model after the whole history}
     *
     * @param first index of the first value that {@code point} has not seen yet, at least 1
     * @param point in the state before {@code first}; owned by the result from now on
     */
    public static CalibratedModel of(ForecastRequest request, int first, PointModel point) {
        CalibratedModel model = new CalibratedModel(request, first, point);
        TimeSeries history = request.history();
        model.scores.remember(point, model.scale);
        for (int i = first; i < history.length(); i++) {
            model.observe(history.value(i));
        }
        model.fillUpScale(request);
        return model;
    }

    /**
     * {@return the result of a refit, which goes on with the calibration of the model before: how far its forecasts were off
     * was in part measured on values that it had not learned from} Nothing happens where that was another kind of model.
     *
     * @param previous a model of the same series that has seen all of it; not changed
     */
    public static FitResult refitted(FittedModel previous, FitResult result) {
        if (result instanceof FitResult.Fitted fitted && fitted.model() instanceof CalibratedModel model) {
            model.continueCalibrationOf(previous);
        }
        return result;
    }

    /** Goes on with the calibration of a model of the same series, if it is one of the same kind. */
    public void continueCalibrationOf(FittedModel previous) {
        if (previous instanceof CalibratedModel other && other.point.getClass() == point.getClass()) {
            scores.replaceBy(other.scores);
        }
    }

    @Override
    public String description() {
        return point.description();
    }

    @Override
    public Instant origin() {
        return frame.origin();
    }

    @Override
    public void observe(double value) {
        double residual = frame.observe(value, point.mean(1));
        point.observe(value);
        if (Double.isNaN(value)) {
            lengthenGap();
            scores.skip();
        } else {
            scale.add(gap == 0 ? residual : residual / Math.sqrt(gapVariance));
            gap = 0;
            gapVariance = 1;
            scores.compare(value);
            scores.remember(point, scale);
        }
    }

    /** Begins with the errors of a combination's members, of which all have seen the same values. */
    void begin(double[] combinedResiduals, CalibratedModel[] members, LeadWeights weights) {
        for (double residual : combinedResiduals) {
            frame.add(residual);
            if (!Double.isNaN(residual)) {
                scale.add(residual);
            }
        }
        for (int i = 0; i < members.length; i++) {
            scores.beginWith(members[i].scores, weights.at(i, 1));
        }
        while (gap < members[0].gap) {
            lengthenGap();
        }
        if (gap == 0) {
            scores.remember(point, scale);
        }
    }

    void fillUpScale(ForecastRequest request) {
        if (!scale.known()) {
            scale.setPriorScale(PriorScale.of(request));
        }
    }

    PointModel point() {
        return point;
    }

    private void lengthenGap() {
        gap++;
        gapVariance += point.response(gap) * point.response(gap);
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        double[] mean = ModelFrame.means(steps);
        int size = levels.size();
        double[] quantiles = new double[steps * size];
        scores.quantiles(gap + 1, levels, quantiles);
        double variance = gapVariance;
        for (int i = 0; i < steps; i++) {
            if (i > 0) {
                double response = point.response(gap + i);
                variance += response * response;
            }
            double usual = frame.widening() * scale.at(gap + i + 1) * Math.sqrt(variance);
            double spread = ErrorScale.withDoubt(usual, frame.widening() * point.doubt(i + 1));
            double center = point.mean(i + 1);
            mean[i] = frame.clip(center);
            for (int l = 0; l < size; l++) {
                double quantile = frame.clip(center + spread * quantiles[i * size + l]);
                // Rounding may exchange two that are equal.
                quantiles[i * size + l] = l == 0 ? quantile : Math.max(quantile, quantiles[i * size + l - 1]);
            }
        }
        return frame.forecast(levels, mean, quantiles);
    }

    /** {@return the mean that {@link #forecast} gives for a lead, at least 1; allocates nothing} */
    public double mean(int lead) {
        return frame.clip(point.mean(lead));
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
