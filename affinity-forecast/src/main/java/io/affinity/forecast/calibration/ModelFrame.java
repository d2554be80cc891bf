// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;

/**
 * What every model that is kept up to date has beside its recursion and its quantiles: the bounds of the request, how far its
 * history is trusted, how far it has come, and its latest residuals. The history itself is not kept: a fleet has many models.
 * Belongs to one model.
 */
public final class ModelFrame {

    /** A decoded model has come no farther: 800 years of five-minute steps, and still a time. */
    public static final int MOST_STEPS = 1 << 28;

    /** A model that has seen nothing for longer is better learned anew, and each step of it costs a forecast time. */
    public static final int MOST_GAP = 1 << 16;

    /** The longest leads that are scored do not cost much, and what explodes has done so by then. */
    private static final int LOOKED_AT = 64;

    private final Bounds bounds;
    private final double widening;
    private final ResidualHistory residuals;

    private ModelFrame(Bounds bounds, double widening, ResidualHistory residuals) {
        this.bounds = bounds;
        this.widening = widening;
        this.residuals = residuals;
    }

    /**
     * {@return the frame of a new model}
     *
     * @param steps how many values of the history the model has taken in already, without residuals
     */
    public static ModelFrame of(ForecastRequest request, int steps) {
        return new ModelFrame(
                Bounds.of(request), widening(request.history().trust()), new ResidualHistory(request.history(), steps));
    }

    /** {@return that of a model of the same series which has come as far but remembers no residual} */
    ModelFrame withoutResiduals() {
        return new ModelFrame(bounds, widening, ResidualHistory.none(residuals));
    }

    /** {@return the frame that was put into bytes} */
    public static ModelFrame read(StateReader in) {
        return new ModelFrame(Bounds.read(in), in.takeDouble("the widening", 1, 2), ResidualHistory.read(in));
    }

    /** Puts it into bytes. */
    public void write(StateWriter out) {
        bounds.write(out);
        out.putDouble(widening);
        residuals.write(out);
    }

    /**
     * Looks at forecasts of a model that was decoded: numbers may each be possible, and not go together.
     *
     * @throws IllegalArgumentException if it cannot say what comes next
     */
    public static void requireUsable(FittedModel model) {
        model.forecast(LOOKED_AT, QuantileLevels.STANDARD);
    }

    private static double widening(Trust trust) {
        return switch (trust) {
            case HIGH -> 1;
            case LOW -> 1.5;
            case NONE -> 2;
        };
    }

    /** {@return the factor by which intervals are wider where the measurements deserve less trust} */
    public double widening() {
        return widening;
    }

    /**
     * Notes how far the next value is off.
     *
     * @param value NaN if it is missing
     * @param mean what was expected
     * @return value less mean
     * @throws IllegalArgumentException if the value is infinite
     */
    public double observe(double value, double mean) {
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("The value (" + value + ") must be finite, or NaN where it is missing.");
        }
        residuals.add(value - mean);
        return value - mean;
    }

    /** Adds the residual of the next step; NaN if its value is missing. */
    void add(double residual) {
        residuals.add(residual);
    }

    /** {@return the value, or the bound that it lies beyond} */
    public double clip(double value) {
        return bounds.clip(value);
    }

    /** {@return the time of the last step taken in} */
    public Instant origin() {
        return residuals.origin();
    }

    /** {@return how many residuals are remembered} */
    public int residuals() {
        return residuals.size();
    }

    /** {@return the residual of the step {@code stepsBack} before the last one} */
    public double residual(int stepsBack) {
        return residuals.stepsBack(stepsBack);
    }

    /**
     * {@return room for the means of a forecast}
     *
     * @throws IllegalArgumentException if there is no step
     */
    public static double[] means(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
        }
        return new double[steps];
    }

    /** {@return the forecast from the last step; its arrays are owned by it from now on} */
    public Forecast forecast(QuantileLevels levels, double[] mean, double[] quantiles) {
        return Forecast.of(origin(), residuals.step(), levels, mean, quantiles);
    }
}
