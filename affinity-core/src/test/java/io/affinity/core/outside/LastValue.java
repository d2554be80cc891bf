// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The last value goes on, and a thousand is added, so that a test sees who forecast; notes which covariates it was fitted with. */
final class LastValue implements Forecaster {

    static final double MARK = 1000;

    final List<List<Covariate>> fits = Collections.synchronizedList(new ArrayList<>());
    boolean breaks;

    @Override
    public boolean readsCovariates() {
        return true;
    }

    @Override
    public String name() {
        return "last-value";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        if (breaks) {
            throw new IllegalStateException("No idea.");
        }
        fits.add(request.covariates());
        int length = request.history().length();
        return new FitResult.Fitted(new Model(
                request.history().timeOf(length - 1),
                request.history().step(),
                request.history().value(length - 1)));
    }

    private static final class Model implements FittedModel {

        private final Duration step;
        private Instant origin;
        private double last;

        Model(Instant origin, Duration step, double last) {
            this.origin = origin;
            this.step = step;
            this.last = last;
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
            last = Double.isNaN(value) ? last : value;
        }

        @Override
        public Forecast forecast(int steps, QuantileLevels levels) {
            double[] means = new double[steps];
            double[] quantiles = new double[steps * levels.size()];
            Arrays.fill(means, last + MARK);
            Arrays.fill(quantiles, last + MARK);
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
