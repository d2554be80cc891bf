// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import java.util.List;

/** What must hold of everything that a fleet-wide forecaster says, whatever was asked. */
final class FleetChecks {

    private static final int STEPS = 30;

    private FleetChecks() {}

    /** A model must answer for all series; a refusal must be true. */
    static void assertHonest(TableHistory history, FleetFitResult result) {
        if (result instanceof FleetFitResult.Fitted fitted) {
            assertAnswers(fitted.model(), history, STEPS);
        } else if (result instanceof FitResult.InsufficientHistory insufficient) {
            int resources = history.fleet().resources().size();
            int present = 0;
            for (int i = 0; i < history.fleet().vms().size() * resources; i++) {
                present += history.present(i / resources, i % resources);
            }
            assertTrue(insufficient, present);
        } else if (result instanceof FitResult.NotConverged notConverged) {
            assertThat(notConverged.reason()).isNotBlank();
        } else {
            fail("The result of a fit must not be null.");
        }
    }

    /** @param history that the model saw last */
    static void assertAnswers(FleetModel model, TableHistory history, int steps) {
        assertThat(model.origin()).isEqualTo(history.origin());
        int resources = history.fleet().resources().size();
        List<SeriesResult> results = model.forecast(steps, QuantileLevels.STANDARD);
        assertThat(results).hasSize(history.fleet().vms().size() * resources);
        for (int i = 0; i < results.size(); i++) {
            int vm = i / resources;
            int resource = i % resources;
            SeriesResult result = results.get(i);
            if (result instanceof SeriesResult.Forecasted known) {
                assertWithin(known.forecast(), history, vm, resource, steps);
            } else if (result instanceof SeriesResult.ByAttributes alike) {
                assertWithin(alike.forecast(), history, vm, resource, steps);
            } else if (result instanceof FitResult.InsufficientHistory insufficient) {
                assertTrue(insufficient, history.present(vm, resource));
            } else if (result instanceof FitResult.NotConverged notConverged) {
                assertThat(notConverged.reason()).isNotBlank();
            } else {
                fail("The result of a series must not be null.");
            }
        }
    }

    private static void assertTrue(FitResult.InsufficientHistory insufficient, int present) {
        assertThat(insufficient.available()).isEqualTo(present);
        assertThat(insufficient.required()).isGreaterThan(insufficient.available());
    }

    private static void assertWithin(Forecast forecast, TableHistory history, int vm, int resource, int steps) {
        assertThat(forecast.steps()).isEqualTo(steps);
        assertThat(forecast.levels()).isEqualTo(QuantileLevels.STANDARD);
        assertThat(forecast.origin()).isEqualTo(history.origin());
        assertThat(forecast.step()).isEqualTo(history.step());
        double upper = history.upperBound(vm, resource);
        for (int step = 0; step < steps; step++) {
            assertThat(forecast.mean(step)).as("mean of step %d", step).isBetween(0.0, upper);
            assertThat(forecast.quantile(0, step))
                    .as("lowest quantile of step %d", step)
                    .isNotNegative();
            assertThat(forecast.quantile(QuantileLevels.STANDARD.size() - 1, step))
                    .as("highest quantile of step %d", step)
                    .isLessThanOrEqualTo(upper);
        }
    }
}
