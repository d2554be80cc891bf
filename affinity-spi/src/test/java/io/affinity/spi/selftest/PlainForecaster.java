// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Simple exponential smoothing, the shortest forecaster that keeps the contract. */
final class PlainForecaster implements Forecaster {

    private static final int REQUIRED = 2;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        int present = request.history().present();
        if (present < REQUIRED) {
            return new FitResult.InsufficientHistory(REQUIRED, present);
        }
        Level level =
                new Level(request.history().timeOf(-1), request.history().step(), request.lower(), request.upper());
        for (double value : request.history().values()) {
            level.observe(value);
        }
        return new FitResult.Fitted(level);
    }

    private static final class Level implements FittedModel {

        private static final int REMEMBERED = 100;

        private final Duration step;
        private final double lower;
        private final double upper;
        private final Deque<Double> residuals = new ArrayDeque<>();
        private Instant origin;
        private double level = Double.NaN;
        private double spread;

        Level(Instant origin, Duration step, double lower, double upper) {
            this.origin = origin;
            this.step = step;
            this.lower = lower;
            this.upper = upper;
        }

        @Override
        public String description() {
            return "level with a smoothing of 0.3";
        }

        @Override
        public Instant origin() {
            return origin;
        }

        @Override
        public void observe(double value) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("The value (" + value + ") must be finite or NaN.");
            }
            origin = origin.plus(step);
            double residual = value - clamp(level);
            if (!Double.isNaN(value)) {
                if (Double.isNaN(level)) {
                    level = value;
                } else {
                    level += 0.3 * (value - level);
                    spread += 0.1 * (Math.abs(residual) - spread);
                }
            }
            if (!residuals.isEmpty() || !Double.isNaN(residual)) {
                residuals.addFirst(residual);
            }
            if (residuals.size() > REMEMBERED) {
                residuals.removeLast();
            }
        }

        @Override
        public Forecast forecast(int steps, QuantileLevels levels) {
            if (steps < 1) {
                throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
            }
            double[] mean = new double[steps];
            double[] quantiles = new double[steps * levels.size()];
            for (int i = 0; i < steps; i++) {
                mean[i] = clamp(level);
                for (int l = 0; l < levels.size(); l++) {
                    double logit = Math.log(levels.get(l) / (1 - levels.get(l)));
                    quantiles[i * levels.size() + l] = clamp(level + logit * spread * Math.sqrt(i + 1.0));
                }
            }
            return Forecast.of(origin, step, levels, mean, quantiles);
        }

        private double clamp(double value) {
            return Math.max(lower, Math.min(upper, value));
        }

        @Override
        public int residuals() {
            return residuals.size();
        }

        @Override
        public double residual(int stepsBack) {
            Iterator<Double> newestFirst = residuals.iterator();
            for (int i = 0; i < stepsBack; i++) {
                newestFirst.next();
            }
            return newestFirst.next();
        }
    }
}
