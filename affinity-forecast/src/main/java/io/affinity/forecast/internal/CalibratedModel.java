package io.affinity.forecast.internal;

import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.telemetry.TimeSeries;
import io.affinity.spi.telemetry.Trust;
import java.time.Instant;
import java.util.function.Function;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A point model with the quantiles that its errors deserve.
 *
 * <p>The quantile {@code p} at lead {@code h} is {@code mean(h) + s * g(h) * (w(h) * e(p) + (1 - w(h)) * z(p))}, where
 *
 * <ul>
 *   <li>{@code s} is the root mean square of the latest one-step errors;
 *   <li>{@code g(h)} is how much larger errors are at that lead: the square root of the model's variance sum
 *       {@code c_0^2 + ... + c_(h-1)^2} (Hyndman, Koehler, Ord and Snyder 2008, section 6.1), corrected by how the errors
 *       really grew ({@link HorizonErrors});
 *   <li>{@code e(p)} is the quantile of the standardized one-step errors and {@code z(p)} that of the normal
 *       distribution;
 *   <li>{@code w(h) = 1 / g(h)}, at most 1, is how much skewness a sum of {@code g(h)^2} independent errors retains: 1 at
 *       the first step, towards 0 where many errors add up and the normal distribution is right. It is smaller while there
 *       are few errors.
 * </ul>
 *
 * <p>After a gap the leads count from the last value that was not missing, so intervals widen by themselves. Lower trust
 * in the history widens them as well. Mean and quantiles are clipped to the bounds of the request.
 */
public final class CalibratedModel implements FittedModel {

    private static final int LEAST_ERRORS = 96;
    private static final int ERROR_WINDOW = 288;
    /** Its square is still finite. */
    private static final double LARGEST_SCALE = 1e150;

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double[] STANDARD_NORMAL = newNormalQuantiles(QuantileLevels.STANDARD);

    private final double lower;
    private final double upper;
    private final PointModel point;
    private final ResidualHistory residuals;
    private final ErrorWindow errors;
    private final HorizonErrors horizonErrors;
    private final double widening;
    private int gap;
    private double gapVariance = 1;

    private CalibratedModel(ForecastRequest request, int next, PointModel point) {
        // The history itself is not kept: a fleet has many models.
        lower = Math.max(request.lower(), -Double.MAX_VALUE);
        upper = Math.min(request.upper(), Double.MAX_VALUE);
        this.point = point;
        int length = request.history().length();
        residuals = new ResidualHistory(request.history(), next);
        errors = new ErrorWindow(Math.max(LEAST_ERRORS, Math.min(ERROR_WINDOW, length)));
        horizonErrors = new HorizonErrors(point);
        widening = widening(request.history().trust());
    }

    private CalibratedModel(StateReader in, PointModel point) {
        this.point = point;
        lower = in.takeDouble();
        upper = in.takeDouble();
        widening = in.takeDouble();
        gap = in.takeInt("the gap", 0, Integer.MAX_VALUE);
        gapVariance = in.takeDouble();
        residuals = ResidualHistory.read(in);
        errors = ErrorWindow.read(in, ERROR_WINDOW);
        horizonErrors = HorizonErrors.read(in, point);
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
        out.putDouble(calibrated.lower);
        out.putDouble(calibrated.upper);
        out.putDouble(calibrated.widening);
        out.putInt(calibrated.gap);
        out.putDouble(calibrated.gapVariance);
        calibrated.residuals.write(out);
        calibrated.errors.write(out);
        calibrated.horizonErrors.write(out);
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
        model.horizonErrors.remember();
        for (int i = first; i < request.history().length(); i++) {
            model.observe(request.history().value(i));
        }
        if (!model.errors.knowsScale()) {
            model.errors.setPriorScale(priorScale(request));
        }
        return model;
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
            gap++;
            gapVariance += point.response(gap) * point.response(gap);
            horizonErrors.skip();
        } else {
            errors.add(gap == 0 ? residual : residual / Math.sqrt(gapVariance));
            gap = 0;
            gapVariance = 1;
            horizonErrors.compare(value);
            horizonErrors.remember();
        }
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        if (steps < 1) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
        }
        double unit = errors.rootMeanSquare();
        double[] normal = normalQuantiles(levels);
        double[] empirical = new double[levels.size()];
        for (int l = 0; l < empirical.length && unit > 0; l++) {
            empirical[l] = errors.quantile(levels.get(l)) / unit;
        }
        double scale = widening * errors.scale();
        double shapeWeight = unit > 0 ? errors.shapeWeight() : 0;
        double[] mean = new double[steps];
        double[] quantiles = new double[steps * normal.length];
        double variance = gapVariance;
        double[] ratios = new double[steps];
        horizonErrors.ratios(gap + 1, ratios);
        for (int i = 0; i < steps; i++) {
            if (i > 0) {
                double response = point.response(gap + i);
                variance += response * response;
            }
            double growth = Math.sqrt(variance * ratios[i]);
            double weight = shapeWeight / Math.max(1, growth);
            double spread = Math.min(LARGEST_SCALE, scale * growth);
            double center = point.mean(i + 1);
            mean[i] = clip(center);
            for (int l = 0; l < normal.length; l++) {
                double deviation = spread * (weight * empirical[l] + (1 - weight) * normal[l]);
                quantiles[i * normal.length + l] = clip(center + deviation);
            }
        }
        return Forecast.of(origin(), residuals.step(), levels, mean, quantiles);
    }

    @Override
    public int residuals() {
        return residuals.size();
    }

    @Override
    public double residual(int stepsBack) {
        return residuals.stepsBack(stepsBack);
    }

    private static double[] normalQuantiles(QuantileLevels levels) {
        return levels.equals(QuantileLevels.STANDARD) ? STANDARD_NORMAL : newNormalQuantiles(levels);
    }

    private static double[] newNormalQuantiles(QuantileLevels levels) {
        double[] quantiles = new double[levels.size()];
        for (int l = 0; l < quantiles.length; l++) {
            quantiles[l] = NORMAL.inverseCumulativeProbability(levels.get(l));
        }
        return quantiles;
    }

    private double clip(double value) {
        return Math.max(lower, Math.min(upper, value));
    }

    /** Spread and a quarter of the size of the values, and a tenth of the range: wide, but in the right order. */
    private static double priorScale(ForecastRequest request) {
        TimeSeries history = request.history();
        int present = history.present();
        double absolute = 0;
        double mean = 0;
        for (int i = 0; i < history.length(); i++) {
            if (!Double.isNaN(history.value(i))) {
                absolute += Math.abs(history.value(i)) / present;
                mean += history.value(i) / present;
            }
        }
        double squares = 0;
        for (int i = 0; i < history.length(); i++) {
            if (!Double.isNaN(history.value(i))) {
                squares += (history.value(i) - mean) * (history.value(i) - mean) / present;
            }
        }
        double range = request.upper() - request.lower();
        return Math.min(LARGEST_SCALE, Math.sqrt(squares) + absolute / 4 + (Double.isFinite(range) ? range / 10 : 0));
    }
}
