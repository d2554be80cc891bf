// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import io.affinity.spi.forecast.QuantileLevels;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The average of the history, which each new value moves a little; its models can be kept. Counts its fits. */
final class AverageForecaster implements Forecaster, ModelCodec {

    final AtomicInteger fits = new AtomicInteger();
    private final String name;

    AverageForecaster(String name) {
        this.name = name;
    }

    @Override
    public boolean readsCovariates() {
        return true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        fits.incrementAndGet();
        double mean = Arrays.stream(request.history().values())
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
        Instant origin = request.history().timeOf(request.history().length() - 1);
        return new FitResult.Fitted(new Average(origin, request.history().step(), mean));
    }

    @Override
    public byte[] encode(FittedModel model) {
        Average average = (Average) model;
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(average.origin.toEpochMilli())
                .putLong(average.step.toMillis())
                .putDouble(average.mean)
                .array();
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        if (bytes.length != 3 * Long.BYTES) {
            throw new IllegalArgumentException("The model has (" + bytes.length + ") bytes, which must be 24.");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Average(Instant.ofEpochMilli(in.getLong()), Duration.ofMillis(in.getLong()), in.getDouble());
    }

    private static final class Average implements FittedModel {

        private final Duration step;
        private Instant origin;
        private double mean;

        Average(Instant origin, Duration step, double mean) {
            this.origin = origin;
            this.step = step;
            this.mean = mean;
        }

        @Override
        public String description() {
            return "average";
        }

        @Override
        public Instant origin() {
            return origin;
        }

        @Override
        public void observe(double value) {
            origin = origin.plus(step);
            mean += Double.isNaN(value) ? 0 : 0.1 * (value - mean);
        }

        @Override
        public Forecast forecast(int steps, QuantileLevels levels) {
            double[] means = new double[steps];
            double[] quantiles = new double[steps * levels.size()];
            Arrays.fill(means, mean);
            Arrays.fill(quantiles, mean);
            return Forecast.of(origin, step, levels, means, quantiles);
        }

        @Override
        public int residuals() {
            return 0;
        }

        @Override
        public double residual(int stepsBack) {
            throw new IndexOutOfBoundsException(stepsBack);
        }
    }
}
