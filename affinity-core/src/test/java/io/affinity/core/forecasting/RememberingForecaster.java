// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;
import java.util.Arrays;

/** Carries the last value on, and remembers the last five changes. */
final class RememberingForecaster implements Forecaster {

    private static final int REMEMBERED = 5;

    @Override
    public String name() {
        return "remembering";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        Remembering model = new Remembering(request);
        Arrays.stream(request.history().values()).forEach(model::observe);
        return new FitResult.Fitted(model);
    }

    private static final class Remembering implements FittedModel {

        private final ForecastRequest request;
        private final double[] residuals = new double[REMEMBERED];
        private int observed;
        private double last = Double.NaN;

        Remembering(ForecastRequest request) {
            this.request = request;
        }

        @Override
        public String description() {
            return "last value";
        }

        @Override
        public Instant origin() {
            return request.history().timeOf(observed - 1);
        }

        @Override
        public void observe(double value) {
            residuals[observed++ % REMEMBERED] = value - last;
            last = value;
        }

        @Override
        public Forecast forecast(int steps, QuantileLevels levels) {
            double[] mean = new double[steps];
            double[] quantiles = new double[steps * levels.size()];
            Arrays.fill(mean, last);
            Arrays.fill(quantiles, last);
            return Forecast.of(origin(), request.history().step(), levels, mean, quantiles);
        }

        @Override
        public int residuals() {
            return Math.min(observed, REMEMBERED);
        }

        @Override
        public double residual(int stepsBack) {
            return residuals[Math.floorMod(observed - 1 - stepsBack, REMEMBERED)];
        }
    }
}
