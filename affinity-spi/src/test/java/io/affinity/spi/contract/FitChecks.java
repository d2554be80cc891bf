// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;

/** What must hold of every result of a fit, whatever was asked. */
final class FitChecks {

    private static final int STEPS = 30;

    private FitChecks() {}

    /** A model must forecast; a refusal must be true. */
    static void assertHonest(ForecastRequest request, FitResult result) {
        if (result instanceof FitResult.Fitted fitted) {
            assertForecastWithin(fitted.model(), STEPS, request);
        } else if (result instanceof FitResult.InsufficientHistory insufficient) {
            assertThat(insufficient.available()).isEqualTo(request.history().present());
            assertThat(insufficient.required()).isGreaterThan(insufficient.available());
        } else if (result instanceof FitResult.NotConverged notConverged) {
            assertThat(notConverged.reason()).isNotBlank();
        } else {
            fail("The result of a fit must not be null.");
        }
    }

    static void assertForecastWithin(FittedModel model, int steps, ForecastRequest request) {
        QuantileLevels levels = QuantileLevels.STANDARD;
        Forecast forecast = model.forecast(steps, levels);
        assertThat(forecast.steps()).isEqualTo(steps);
        assertThat(forecast.levels()).isEqualTo(levels);
        assertThat(forecast.origin()).isEqualTo(model.origin());
        assertThat(forecast.step()).isEqualTo(request.history().step());
        for (int step = 0; step < steps; step++) {
            assertThat(forecast.mean(step)).as("mean of step %d", step).isBetween(request.lower(), request.upper());
            assertThat(forecast.quantile(0, step))
                    .as("lowest quantile of step %d", step)
                    .isGreaterThanOrEqualTo(request.lower());
            assertThat(forecast.quantile(levels.size() - 1, step))
                    .as("highest quantile of step %d", step)
                    .isLessThanOrEqualTo(request.upper());
        }
    }
}
