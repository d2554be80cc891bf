package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.ModelFormat;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.demand.Trust;
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
 * in the history widens them as well. Mean and quantiles are clipped to the bounds of the request.
 */
public final class CalibratedModel implements FittedModel {

    private final double lower;
    private final double upper;
    private final PointModel point;
    private final ResidualHistory residuals;
    private final ErrorScale scale;
    private final HorizonScores scores;
    private final double widening;
    private int gap;
    private double gapVariance = 1;

    CalibratedModel(ForecastRequest request, int next, PointModel point) {
        // The history itself is not kept: a fleet has many models.
        lower = Math.max(request.lower(), -Double.MAX_VALUE);
        upper = Math.min(request.upper(), Double.MAX_VALUE);
        this.point = point;
        residuals = new ResidualHistory(request.history(), next);
        scale = new ErrorScale();
        scores = new HorizonScores(point, request.history().length());
        widening = widening(request.history().trust());
    }

    /** Creates a model of a part of another one's point model, without any errors. */
    CalibratedModel(CalibratedModel whole, PointModel part) {
        lower = whole.lower;
        upper = whole.upper;
        point = part;
        residuals = ResidualHistory.none(whole.residuals);
        scale = new ErrorScale();
        scores = new HorizonScores(part, 0);
        widening = whole.widening;
    }

    /** Takes what {@link #write} put. */
    CalibratedModel(StateReader in, PointModel point) {
        this.point = point;
        lower = in.takeDouble();
        upper = in.takeDouble();
        widening = in.takeDouble();
        gap = in.takeInt("the gap", 0, Integer.MAX_VALUE);
        gapVariance = in.takeDouble();
        residuals = ResidualHistory.read(in);
        scale = ErrorScale.read(in);
        scores = HorizonScores.read(in, point);
    }

    /** Puts everything but the point model. */
    void write(StateWriter out) {
        out.putDouble(lower);
        out.putDouble(upper);
        out.putDouble(widening);
        out.putInt(gap);
        out.putDouble(gapVariance);
        residuals.write(out);
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
        return out.bytes();
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
        return model;
    }

    /** {@return the factor by which intervals are wider where the measurements deserve less trust} */
    public static double widening(Trust trust) {
        return switch (trust) {
            case HIGH -> 1;
            case LOW -> 1.5;
            case NONE -> 2;
        };
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
        return residuals.origin();
    }

    @Override
    public void observe(double value) {
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("The value (" + value + ") must be finite, or NaN where it is missing.");
        }
        double residual = value - point.mean(1);
        residuals.add(residual);
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
            residuals.add(residual);
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
        if (steps < 1) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
        }
        int size = levels.size();
        double[] mean = new double[steps];
        double[] quantiles = new double[steps * size];
        scores.quantiles(gap + 1, levels, quantiles);
        double variance = gapVariance;
        for (int i = 0; i < steps; i++) {
            if (i > 0) {
                double response = point.response(gap + i);
                variance += response * response;
            }
            double spread = Math.min(PriorScale.LARGEST, widening * scale.at(gap + i + 1) * Math.sqrt(variance));
            double center = point.mean(i + 1);
            mean[i] = clip(center);
            for (int l = 0; l < size; l++) {
                double quantile = clip(center + spread * quantiles[i * size + l]);
                // Rounding may exchange two that are equal.
                quantiles[i * size + l] = l == 0 ? quantile : Math.max(quantile, quantiles[i * size + l - 1]);
            }
        }
        return Forecast.of(origin(), residuals.step(), levels, mean, quantiles);
    }

    /** {@return the mean that {@link #forecast} gives for a lead, at least 1; allocates nothing} */
    public double mean(int lead) {
        return clip(point.mean(lead));
    }

    @Override
    public int residuals() {
        return residuals.size();
    }

    @Override
    public double residual(int stepsBack) {
        return residuals.stepsBack(stepsBack);
    }

    private double clip(double value) {
        return Math.max(lower, Math.min(upper, value));
    }
}
