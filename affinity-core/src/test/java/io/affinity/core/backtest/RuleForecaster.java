// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleUnaryOperator;

/** Forecasts, at every level and step, what a rule makes of the last known value. Remembers what it was asked. */
final class RuleForecaster implements Forecaster {

    final List<ForecastRequest> requests = new CopyOnWriteArrayList<>();
    private final String name;
    private final DoubleUnaryOperator rule;

    RuleForecaster(String name, DoubleUnaryOperator rule) {
        this.name = name;
        this.rule = rule;
    }

    static RuleForecaster last() {
        return new RuleForecaster("last", value -> value);
    }

    static RuleForecaster always(double value) {
        return new RuleForecaster("always", last -> value);
    }

    Contender contender() {
        return new Contender.Single(name, this, List.of());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        requests.add(request);
        if (request.history().present() == 0) {
            return new FitResult.InsufficientHistory(1, 0);
        }
        Model model = new Model(
                request.history().timeOf(0).minus(request.history().step()),
                request.history().step());
        for (double value : request.history().values()) {
            model.observe(value);
        }
        return new FitResult.Fitted(model);
    }

    private final class Model implements FittedModel {

        private final Duration step;
        private Instant origin;
        private double last = Double.NaN;

        Model(Instant origin, Duration step) {
            this.origin = origin;
            this.step = step;
        }

        @Override
        public String description() {
            return name;
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
            return constant(origin, step, levels, steps, rule.applyAsDouble(last));
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

    static Forecast constant(Instant origin, Duration step, QuantileLevels levels, int steps, double value) {
        double[] means = new double[steps];
        double[] quantiles = new double[steps * levels.size()];
        Arrays.fill(means, value);
        Arrays.fill(quantiles, value);
        return Forecast.of(origin, step, levels, means, quantiles);
    }
}
