// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

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
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The plainest forecaster there is: what was last, give or take what the steps before were off by. Counts its fits. */
final class LastValue implements Forecaster, ModelCodec {

    private static final int REMEMBERED = 48;

    private final AtomicInteger fits = new AtomicInteger();

    /** {@return how many models it has learned} */
    int fits() {
        return fits.get();
    }

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
        fits.incrementAndGet();
        Model model = new Model(
                request.lower(),
                request.upper(),
                request.history().step(),
                request.history().timeOf(-1));
        for (double value : request.history().values()) {
            model.observe(value);
        }
        return new FitResult.Fitted(model);
    }

    @Override
    public byte[] encode(FittedModel any) {
        if (!(any instanceof Model model)) {
            throw new IllegalArgumentException("The model (" + any.description() + ") must be one of last values.");
        }
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES * (5 + model.errors.size()))
                .putDouble(model.lower)
                .putDouble(model.upper)
                .putLong(model.step.toMillis())
                .putLong(model.origin.toEpochMilli())
                .putDouble(model.last);
        model.errors.forEach(out::putDouble);
        return out.array();
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Model model = new Model(
                in.getDouble(), in.getDouble(), Duration.ofMillis(in.getLong()), Instant.ofEpochMilli(in.getLong()));
        model.last = in.getDouble();
        while (in.hasRemaining()) {
            model.errors.addLast(in.getDouble());
        }
        return model;
    }

    private static final class Model implements FittedModel {

        private final double lower;
        private final double upper;
        private final Duration step;
        private final Deque<Double> errors = new ArrayDeque<>();
        private Instant origin;
        private double last = Double.NaN;

        Model(double lower, double upper, Duration step, Instant origin) {
            this.lower = lower;
            this.upper = upper;
            this.step = step;
            this.origin = origin;
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
