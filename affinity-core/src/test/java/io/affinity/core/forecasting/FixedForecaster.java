// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Forecasts the mean of the last ten values before its fit, whatever it observes. */
final class FixedForecaster implements Forecaster {

    /** How often any of them was asked for a fit. */
    static final AtomicInteger FITS = new AtomicInteger();

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        FITS.incrementAndGet();
        TimeSeries history = request.history();
        double mean = Arrays.stream(history.values())
                .skip(Math.max(0, history.length() - 10))
                .average()
                .orElse(0);
        return new FitResult.Fitted(new Fixed(history, mean));
    }

    private static final class Fixed implements FittedModel {

        private final TimeSeries history;
        private final double mean;
        private int steps;

        Fixed(TimeSeries history, double mean) {
            this.history = history;
            this.mean = mean;
            this.steps = history.length();
        }

        @Override
        public String description() {
            return "fixed";
        }

        @Override
        public Instant origin() {
            return history.timeOf(steps - 1);
        }

        @Override
        public void observe(double value) {
            steps++;
        }

        @Override
        public Forecast forecast(int horizon, QuantileLevels levels) {
            double[] values = new double[horizon];
            double[] quantiles = new double[horizon * levels.size()];
            Arrays.fill(values, mean);
            Arrays.fill(quantiles, mean);
            return Forecast.of(origin(), history.step(), levels, values, quantiles);
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
