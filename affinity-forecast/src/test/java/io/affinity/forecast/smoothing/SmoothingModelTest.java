// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.recursion.SmoothingPoint;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmoothingModelTest {

    private static final SmoothingParameters PARAMETERS = new SmoothingParameters(0.4, 0.3, 0.5, 0.9);

    @ParameterizedTest
    @CsvSource({"NONE, 1", "ADDITIVE, 1", "DAMPED, 1", "NONE, 7", "ADDITIVE, 4", "DAMPED, 7"})
    void respondsToAShockAsItSays(Trend trend, int period) {
        SmoothingPoint calm = model(trend, period);
        SmoothingPoint shocked = model(trend, period);
        double expected = calm.mean(1);
        calm.observe(expected);
        shocked.observe(expected + 1);

        for (int lag = 1; lag <= 20; lag++) {
            assertThat(shocked.mean(lag) - calm.mean(lag))
                    .as("lag %d", lag)
                    .isCloseTo(calm.response(lag), within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE, 1", "ADDITIVE, 1", "DAMPED, 1", "DAMPED, 7"})
    void goesOnAsForecastWhereAValueIsMissing(Trend trend, int period) {
        SmoothingPoint model = model(trend, period);
        double third = model.mean(3);
        double tenth = model.mean(10);

        model.observe(Double.NaN);
        model.observe(Double.NaN);

        assertThat(model.mean(1)).isCloseTo(third, within(1e-9));
        assertThat(model.mean(8)).isCloseTo(tenth, within(1e-9));
    }

    private static SmoothingPoint model(Trend trend, int period) {
        SplittableRandom random = new SplittableRandom(7);
        double[] values = random.doubles(60, 0, 100).toArray();
        SmoothingStart start =
                period == 1 ? SmoothingStart.plain(trend, values) : SmoothingStart.seasonal(trend, values, period);
        SmoothingPoint model = SmoothingModel.of(start, PARAMETERS);
        for (int i = start.next(); i < values.length; i++) {
            model.observe(values[i]);
        }
        return model;
    }
}
