package io.affinity.simulation;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/** The plainest forecaster there is: what was last, give or take what the steps before were off by. */
final class LastValue implements Forecaster {

    private static final int REMEMBERED = 48;

    @Override
    public String name() {
        return "last-value";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        int present = request.history().present();
        if (present == 0) {
            return new FitResult.InsufficientHistory(1, present);
        }
        Model model = new Model(request);
        for (double value : request.history().values()) {
            model.observe(value);
        }
        return new FitResult.Fitted(model);
    }

    private static final class Model implements FittedModel {

        private final double lower;
        private final double upper;
        private final Duration step;
        private final Deque<Double> errors = new ArrayDeque<>();
        private Instant origin;
        private double last = Double.NaN;

        Model(ForecastRequest request) {
            this.lower = request.lower();
            this.upper = request.upper();
            this.step = request.history().step();
            this.origin = request.history().timeOf(-1);
        }

        @Override
        public String description() {
            return "last value";
        }

        @Override
        public Instant origin() {
            return origin;
        }

        @Override
        public void observe(double value) {
            origin = origin.plus(step);
            errors.addFirst(value - last);
            if (errors.size() > REMEMBERED) {
                errors.removeLast();
            }
            last = Double.isNaN(value) ? last : value;
        }

        @Override
        public Forecast forecast(int steps, QuantileLevels levels) {
            double[] sorted = errors.stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(error -> !Double.isNaN(error))
                    .sorted()
                    .toArray();
            double[] mean = new double[steps];
            double[] quantiles = new double[steps * levels.size()];
            Arrays.fill(mean, bounded(last));
            for (int i = 0; i < quantiles.length; i++) {
                double level = levels.get(i % levels.size());
                double spread = sorted.length == 0 ? 0 : sorted[(int) (level * sorted.length)];
                quantiles[i] = bounded(last + spread);
            }
            return Forecast.of(origin, step, levels, mean, quantiles);
        }

        private double bounded(double value) {
            return Math.max(lower, Math.min(upper, value));
        }

        @Override
        public int residuals() {
            return errors.size();
        }

        @Override
        public double residual(int stepsBack) {
            Iterator<Double> newestFirst = errors.iterator();
            for (int i = 0; i < stepsBack; i++) {
                newestFirst.next();
            }
            return newestFirst.next();
        }
    }
}
