package io.affinity.forecast.transform;

import io.affinity.forecast.internal.ResidualHistory;
import io.affinity.forecast.internal.StateReader;
import io.affinity.forecast.internal.StateWriter;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;

/** A model on another scale, seen on that of the series. */
final class TransformedModel implements FittedModel {

    /** So much larger than the largest value a quantile may be, if the request knows no bound. */
    private static final double MOST_GROWTH = 1000;

    private final Own own;
    private final FittedModel scaled;

    TransformedModel(Own own, FittedModel scaled) {
        this.own = own;
        this.scaled = scaled;
    }

    /** What the model has besides the one on the other scale. Mutable. */
    static final class Own {

        private final Scale scale;
        private final double lower;
        private final double upper;
        private final double spread;
        private final ResidualHistory residuals;
        private double largest;

        Own(Scale scale, double lower, double upper, double spread, ResidualHistory residuals, double largest) {
            this.scale = scale;
            this.lower = lower;
            this.upper = upper;
            this.spread = spread;
            this.residuals = residuals;
            this.largest = largest;
        }

        static Own read(StateReader in) {
            return new Own(
                    Scale.read(in),
                    in.takeDouble(),
                    in.takeDouble(),
                    in.takeDouble(),
                    ResidualHistory.read(in),
                    in.takeDouble());
        }

        void write(StateWriter out) {
            scale.write(out);
            out.putDouble(lower);
            out.putDouble(upper);
            out.putDouble(spread);
            residuals.write(out);
            out.putDouble(largest);
        }

        double inverted(double value) {
            double most = Math.min(upper, Math.min(Double.MAX_VALUE / MOST_GROWTH, largest) * MOST_GROWTH);
            return Math.max(lower, Math.min(most, scale.invert(value)));
        }

        /** Takes in a value and its residual on the other scale. */
        void add(double value, double scaledResidual) {
            largest = value > largest ? value : largest;
            residuals.add(value - QuantileMean.normal(scale.of(value) - scaledResidual, spread, this::inverted));
        }
    }

    /** {@return the model at the end of the history} */
    static TransformedModel of(ForecastRequest request, Scale scale, FittedModel scaled) {
        int length = request.history().length();
        int first = length - Math.min(length, scaled.residuals());
        double largest = 0;
        for (int i = 0; i < length; i++) {
            double size = Math.abs(request.history().value(i));
            largest = size > largest ? size : largest;
        }
        Own own = new Own(
                scale,
                Math.max(request.lower(), -Double.MAX_VALUE),
                Math.min(request.upper(), Double.MAX_VALUE),
                QuantileMean.spread(scaled.forecast(1, QuantileMean.NODES)),
                new ResidualHistory(request.history(), first),
                largest);
        for (int i = first; i < length; i++) {
            own.add(request.history().value(i), scaled.residual(length - 1 - i));
        }
        return new TransformedModel(own, scaled);
    }

    void write(StateWriter out) {
        own.write(out);
    }

    FittedModel scaled() {
        return scaled;
    }

    @Override
    public String description() {
        return own.scale.description() + ": " + scaled.description();
    }

    @Override
    public Instant origin() {
        return scaled.origin();
    }

    @Override
    public void observe(double value) {
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("The value (" + value + ") must be finite, or NaN where it is missing.");
        }
        scaled.observe(own.scale.of(value));
        // A forecaster that remembers no residuals has none here either.
        if (scaled.residuals() > 0) {
            own.add(value, scaled.residual(0));
        }
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        QuantileMean nodes = QuantileMean.with(levels);
        Forecast other = scaled.forecast(steps, nodes.levels());
        double[] mean = new double[steps];
        double[] quantiles = new double[steps * levels.size()];
        for (int i = 0; i < steps; i++) {
            int step = i;
            mean[i] = nodes.mean(level -> own.inverted(other.quantile(level, step)));
            for (int l = 0; l < levels.size(); l++) {
                quantiles[i * levels.size() + l] = own.inverted(other.quantile(nodes.index(l), i));
            }
        }
        return Forecast.of(origin(), other.step(), levels, mean, quantiles);
    }

    @Override
    public int residuals() {
        return own.residuals.size();
    }

    @Override
    public double residual(int stepsBack) {
        return own.residuals.stepsBack(stepsBack);
    }
}
