// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.recursion.SmoothingPoint;
import io.affinity.forecast.recursion.SmoothingState;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HoltWintersAgainstRTest {

    private static final SmoothingParameters FIXED = new SmoothingParameters(0.3, 0.1, 0.2, 1);
    private static final double NORMAL_90 = 1.2815515655446004;

    static String[] series() {
        return new String[] {
            "AirPassengers-additive",
            "AirPassengers-holt",
            "AirPassengers-ses",
            "LakeHuron-holt",
            "LakeHuron-ses",
            "USAccDeaths-additive",
            "WWWusage-holt",
            "WWWusage-ses",
            "co2-additive",
            "logAirPassengers-additive",
            "lynx-holt",
            "lynx-ses",
            "nottem-additive"
        };
    }

    @ParameterizedTest
    @MethodSource("series")
    void hasTheSameErrorsWithFixedParameters(String name) {
        RHoltWinters r = RHoltWinters.of(name);

        assertThat(r.search().sumOfSquares(FIXED)).isCloseTo(r.number("fixed.sse"), relative(r.number("fixed.sse")));
    }

    @ParameterizedTest
    @MethodSource("series")
    void endsInTheSameStateWithFixedParameters(String name) {
        RHoltWinters r = RHoltWinters.of(name);
        double[] values = r.list("values");
        SmoothingState state = r.start().state(FIXED);
        for (int i = r.start().next(); i < values.length; i++) {
            state.advance(values[i] - state.next());
        }

        double[] expected = r.list("fixed.coefficients");
        Offset<Double> tolerance = relative(expected[0]);
        assertThat(state.level()).isCloseTo(expected[0], tolerance);
        int trends = r.trend() == Trend.NONE ? 0 : 1;
        if (trends == 1) {
            assertThat(state.slope()).isCloseTo(expected[1], tolerance);
        }
        for (int i = 1 + trends; i < expected.length; i++) {
            assertThat(state.season(i - trends)).as("season %d", i).isCloseTo(expected[i], tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void findsParametersAtLeastAsGoodAsThoseOfR(String name) {
        RHoltWinters r = RHoltWinters.of(name);
        SmoothingSearch search = r.search();

        assertThat(search.sumOfSquares(search.best())).isLessThanOrEqualTo(r.number("best.sse") * (1 + 1e-6));
    }

    @ParameterizedTest
    @MethodSource("series")
    void forecastsTheSameMeanWithTheSameParameters(String name) {
        RHoltWinters r = RHoltWinters.of(name);
        double[] expected = r.list("best.mean");
        TimeSeries history = TimeSeries.of(Instant.EPOCH, Duration.ofHours(1), r.list("values"));
        ForecastRequest request =
                r.period() == 1 ? ForecastRequest.of(history) : ForecastRequest.of(history, r.period());

        FitResult result =
                new HoltWinters().withTrend(r.trend()).withParameters(r.best()).fit(request);
        Forecast forecast = ((FitResult.Fitted) result).model().forecast(expected.length, QuantileLevels.STANDARD);

        for (int i = 0; i < expected.length; i++) {
            assertThat(forecast.mean(i)).as("step %d", i).isCloseTo(expected[i], relative(expected[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void growsItsVarianceAsThePredictionIntervalsOfR(String name) {
        RHoltWinters r = RHoltWinters.of(name);
        SmoothingPoint model = SmoothingModel.of(r.start(), r.best());
        double[] mean = r.list("best.mean");
        double[] upper = r.list("best.upper80");
        double oneStep = (upper[0] - mean[0]) / NORMAL_90;

        double variance = 0;
        for (int i = 0; i < mean.length; i++) {
            variance += model.response(i) * model.response(i);
            double expected = (upper[i] - mean[i]) / NORMAL_90 / oneStep;
            assertThat(Math.sqrt(variance)).as("step %d", i).isCloseTo(expected, within(1e-7 * expected));
        }
    }

    private static Offset<Double> relative(double value) {
        return within(1e-8 * Math.abs(value));
    }
}
