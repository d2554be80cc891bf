// SPDX-License-Identifier: Apache-2.0
package acme;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Knows how offices demand: 3 + 2 sin(hour), and up to one more by chance. Of VMs that demand little, it is wrong. */
public final class OfficeHours implements Forecaster {

    private static final double LITTLE = 0.5;

    @Override
    public String name() {
        return "office-hours";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        boolean isLittle = Arrays.stream(request.history().values()).average().orElse(0) < LITTLE;
        Instant origin = request.history().timeOf(request.history().length() - 1);
        return new FitResult.Fitted(
                new Model(isLittle, origin, request.history().step()));
    }

    private static final class Model implements FittedModel {

        private final boolean isLittle;
        private final Duration step;
        private Instant origin;

        Model(boolean isLittle, Instant origin, Duration step) {
            this.isLittle = isLittle;
            this.origin = origin;
            this.step = step;
        }

        @Override
        public String description() {
            return "office hours";
        }

        @Override
        public Instant origin() {
            return origin;
        }

        @Override
        public void observe(double value) {
            origin = origin.plus(step);
        }

        @Override
        public Forecast forecast(int steps, QuantileLevels levels) {
            double[] mean = new double[steps];
            double[] quantiles = new double[steps * levels.size()];
            for (int i = 0; i < steps; i++) {
                double hour = origin.plus(step.multipliedBy(i + 1L)).getEpochSecond() / 3600.0;
                mean[i] = isLittle ? LITTLE : 3.5 + 2 * Math.sin(2 * Math.PI * hour / 24);
                for (int level = 0; level < levels.size(); level++) {
                    double chance = isLittle ? 0 : levels.get(level) - 0.5;
                    quantiles[i * levels.size() + level] = mean[i] + chance;
                }
            }
            return Forecast.of(origin, step, levels, mean, quantiles);
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
