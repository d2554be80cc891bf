package example;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.demand.TimeSeries;
import java.time.Duration;
import java.time.Instant;

/** What comes next is the mean of the recent past; how sure that is, its recent errors say. */
public final class RecentMean implements Forecaster {

    @Override
    public String name() {
        return "recent-mean";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        TimeSeries history = request.history();
        if (history.present() < 2) {
            return new FitResult.InsufficientHistory(2, history.present());
        }
        Model model = new Model(request);
        for (int i = 0; i < history.length(); i++) {
            model.observe(history.value(i));
        }
        return new FitResult.Fitted(model);
    }

    private static final class Model implements FittedModel {

        private static final double WEIGHT = 0.2; // of the newest value

        private final Duration step;
        private final double lower;
        private final double upper;
        private final double[] residuals = new double[96]; // the newest, in a ring
        private Instant origin;
        private int observed;
        private double mean = Double.NaN;
        private double variance;

        Model(ForecastRequest request) {
            step = request.history().step();
            lower = request.lower();
            upper = request.upper();
            origin = request.history().timeOf(0).minus(step);
        }

        @Override
        public String description() {
            return "mean of the recent past, newest weight " + WEIGHT;
        }

        @Override
        public Instant origin() {
            return origin;
        }

        @Override
        public void observe(double value) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("The value (" + value + ") must be finite, or NaN if it is missing.");
            }
            double expected = Double.isNaN(mean) ? value : within(mean);
            double residual = value - expected; // NaN if the value is missing
            residuals[observed % residuals.length] = residual;
            observed++;
            origin = origin.plus(step);
            if (!Double.isNaN(value)) {
                mean = Double.isNaN(mean) ? value : mean + WEIGHT * (value - mean);
                variance += WEIGHT * (residual * residual - variance);
            }
        }

        @Override
        public Forecast forecast(int steps, QuantileLevels levels) {
            if (steps < 1) {
                throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
            }
            double[] means = new double[steps];
            double[] quantiles = new double[steps * levels.size()];
            for (int i = 0; i < steps; i++) {
                means[i] = within(mean);
                for (int l = 0; l < levels.size(); l++) {
                    double p = levels.get(l);
                    double deviation = Math.sqrt(3) / Math.PI * Math.log(p / (1 - p)); // logistic, of variance 1
                    quantiles[i * levels.size() + l] = within(mean + Math.sqrt(variance) * deviation);
                }
            }
            return Forecast.of(origin, step, levels, means, quantiles);
        }

        private double within(double value) {
            return Math.max(lower, Math.min(upper, value));
        }

        @Override
        public int residuals() {
            return Math.min(observed, residuals.length);
        }

        @Override
        public double residual(int stepsBack) {
            return residuals[Math.floorMod(observed - 1 - stepsBack, residuals.length)];
        }
    }
}
