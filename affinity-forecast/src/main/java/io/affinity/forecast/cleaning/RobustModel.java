package io.affinity.forecast.cleaning;

import io.affinity.forecast.internal.ResidualHistory;
import io.affinity.forecast.internal.StateReader;
import io.affinity.forecast.internal.StateWriter;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;
import java.util.Arrays;

/** A model that sees outliers limited, with quantiles that know of them. */
final class RobustModel implements FittedModel {

    private static final QuantileLevels MEDIAN = QuantileLevels.of(0.5);

    /** So many of the latest residuals say how the quantiles move. */
    private static final int COMPARED = 288;

    private final Own own;
    private final FittedModel limited;

    RobustModel(Own own, FittedModel limited) {
        this.own = own;
        this.limited = limited;
    }

    /** What the model has besides the one that sees limited values. Mutable. */
    static final class Own {

        private final double lower;
        private final double upper;
        private final ResidualHistory residuals;
        private final Limit limit;

        Own(double lower, double upper, ResidualHistory residuals, Limit limit) {
            this.lower = lower;
            this.upper = upper;
            this.residuals = residuals;
            this.limit = limit;
        }

        static Own read(StateReader in) {
            return new Own(in.takeDouble(), in.takeDouble(), ResidualHistory.read(in), Limit.read(in));
        }

        void write(StateWriter out) {
            out.putDouble(lower);
            out.putDouble(upper);
            residuals.write(out);
            limit.write(out);
        }
    }

    /** {@return the model at the end of the history} */
    static RobustModel of(ForecastRequest request, double[] cleaned, FittedModel limited) {
        int length = cleaned.length;
        int first = length - Math.min(length, limited.residuals());
        ResidualHistory residuals = new ResidualHistory(request.history(), first);
        Limit limit = new Limit();
        for (int i = first; i < length; i++) {
            double residual = limited.residual(length - 1 - i);
            // What the model forecast is the cleaned value less its residual.
            residuals.add(request.history().value(i) - (cleaned[i] - residual));
            limit.limited(residual);
        }
        Own own = new Own(
                Math.max(request.lower(), -Double.MAX_VALUE),
                Math.min(request.upper(), Double.MAX_VALUE),
                residuals,
                limit);
        return new RobustModel(own, limited);
    }

    void write(StateWriter out) {
        own.write(out);
    }

    FittedModel limited() {
        return limited;
    }

    @Override
    public String description() {
        return "robust: " + limited.description();
    }

    @Override
    public Instant origin() {
        return limited.origin();
    }

    @Override
    public void observe(double value) {
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("The value (" + value + ") must be finite, or NaN where it is missing.");
        }
        double expected = limited.forecast(1, MEDIAN).mean(0);
        double residual = value - expected;
        double counted = own.limit.limited(residual);
        limited.observe(counted == residual ? value : expected + counted);
        // A forecaster that remembers no residuals has none here either.
        if (limited.residuals() > 0) {
            // The forecast is clipped to the bounds, the residual is not.
            double change = counted == residual || Double.isNaN(residual) ? 0 : residual - counted;
            own.residuals.add(limited.residual(0) + change);
        }
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        Forecast forecast = limited.forecast(steps, levels);
        double[] moves = moves(levels);
        double[] mean = new double[steps];
        double[] quantiles = new double[steps * levels.size()];
        for (int i = 0; i < steps; i++) {
            mean[i] = forecast.mean(i);
            double least = own.lower;
            for (int l = 0; l < levels.size(); l++) {
                least = Math.max(least, Math.min(own.upper, forecast.quantile(l, i) + moves[l]));
                quantiles[i * levels.size() + l] = least;
            }
        }
        return Forecast.of(origin(), forecast.step(), levels, mean, quantiles);
    }

    /** How far each quantile of the latest errors is from that of the errors that the model knows of. */
    private double[] moves(QuantileLevels levels) {
        int compared = Math.min(COMPARED, Math.min(own.residuals.size(), limited.residuals()));
        double[] real = new double[compared];
        double[] seen = new double[compared];
        int count = 0;
        boolean same = true;
        for (int back = 0; back < compared; back++) {
            double residual = own.residuals.stepsBack(back);
            if (!Double.isNaN(residual)) {
                real[count] = residual;
                seen[count] = limited.residual(back);
                same &= Math.abs(real[count] - seen[count]) <= 1e-5 * Math.abs(seen[count]);
                count++;
            }
        }
        double[] moves = new double[levels.size()];
        if (!same) {
            Arrays.sort(real, 0, count);
            Arrays.sort(seen, 0, count);
            for (int l = 0; l < moves.length; l++) {
                moves[l] = quantile(real, count, levels.get(l)) - quantile(seen, count, levels.get(l));
            }
        }
        return moves;
    }

    private static double quantile(double[] sorted, int count, double probability) {
        double position = Math.max(0, Math.min(count - 1, probability * (count + 1) - 1));
        int below = (int) position;
        int above = Math.min(below + 1, count - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
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
