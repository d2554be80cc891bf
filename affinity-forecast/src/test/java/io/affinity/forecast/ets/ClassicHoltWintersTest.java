// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.ets.EtsSpec.Season;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicHoltWintersTest {

    @ParameterizedTest
    @ValueSource(strings = {"AirPassengers", "USAccDeaths", "co2", "nottem"})
    void hasTheErrorsAndTheEndOfRWithFixedParameters(String name) {
        REts r = REts.holtWinters(name);

        ClassicHoltWinters model =
                ClassicHoltWinters.evaluate(r.values(), r.period(), Season.MULTIPLICATIVE, 0.3, 0.1, 0.2);

        assertThat(model.sumOfSquares()).isCloseTo(r.number("fixed.sse"), within(1e-8 * r.number("fixed.sse")));
        double[] coefficients = model.coefficients().values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        assertClose(coefficients, r.list("fixed.coefficients"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AirPassengers", "USAccDeaths", "co2", "nottem"})
    void forecastsLikeRWithItsParameters(String name) {
        REts r = REts.holtWinters(name);
        ClassicHoltWinters model = ClassicHoltWinters.evaluate(
                r.values(),
                r.period(),
                Season.MULTIPLICATIVE,
                r.number("best.alpha"),
                r.number("best.beta"),
                r.number("best.gamma"));

        EtsForecast forecast = model.forecastLikeR(24);

        assertClose(forecast.mean(), r.list("best.mean"));
        assertClose(forecast.lower(0.8), r.list("best.lower80"));
        assertClose(forecast.upper(0.8), r.list("best.upper80"));
        assertClose(forecast.lower(0.95), r.list("best.lower95"));
        assertClose(forecast.upper(0.95), r.list("best.upper95"));
        assertThat(model.forecast(24).mean()).containsExactly(forecast.mean());
    }

    /** Two weeks of half-hourly demand, with weekends: many searches end at a slope that never changes. */
    private static double[] halfHours(long seed, double wandering, double weekend) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] series = new double[14 * 48];
        double change = 0;
        double noise = 0;
        for (int i = 0; i < series.length; i++) {
            double hour = 2 * Math.PI * (i % 48) / 48;
            boolean isWeekend = i / 48 % 7 >= 5;
            change = 0.8 * change + wandering * random.nextGaussian();
            noise = 0.9 * noise + change;
            series[i] = 30_000
                    + 6000 * Math.sin(hour - 2) * (isWeekend ? weekend : 1)
                    - 1500 * Math.cos(2 * hour) * (isWeekend ? 0.5 : 1)
                    - (isWeekend ? 3000 : 0)
                    + noise;
        }
        return series;
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 0.6", "1, 200, 1", "2, 100, 1", "3, 200, 0.6", "4, 30, 1"})
    void findsTheBestParametersFarFromAnEdgeThatSearchesEndAt(long seed, double wandering, double weekend) {
        double[] series = halfHours(seed, wandering, weekend);

        ClassicHoltWinters model = ClassicHoltWinters.estimate(series, 48, Season.ADDITIVE);

        double best = Double.POSITIVE_INFINITY;
        for (int alpha = 1; alpha <= 10; alpha++) {
            for (int beta = 0; beta <= 10; beta++) {
                for (int gamma = 0; gamma <= 10; gamma++) {
                    best = Math.min(
                            best,
                            ClassicHoltWinters.evaluate(
                                            series, 48, Season.ADDITIVE, alpha / 10.0, beta / 10.0, gamma / 10.0)
                                    .sumOfSquares());
                }
            }
        }
        assertThat(model.sumOfSquares()).isLessThanOrEqualTo(best);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AirPassengers", "USAccDeaths", "co2", "nottem"})
    void findsParametersAtLeastAsGoodAsThoseOfR(String name) {
        REts r = REts.holtWinters(name);

        ClassicHoltWinters model = ClassicHoltWinters.estimate(r.values(), r.period(), Season.MULTIPLICATIVE);

        assertThat(model.sumOfSquares()).isLessThanOrEqualTo(r.number("best.sse") * (1 + 1e-9));
        assertThat(model.parameters().values()).allMatch(value -> value >= 0 && value <= 1);
    }

    @Test
    void startsItsVarianceWithThatOfOneError() {
        REts r = REts.holtWinters("AirPassengers");
        ClassicHoltWinters model = ClassicHoltWinters.estimate(r.values(), 12, Season.MULTIPLICATIVE);
        double[] errors = Arrays.stream(model.residuals()).skip(12).toArray();
        double rootMeanSquare = Math.sqrt(model.sumOfSquares() / errors.length);

        assertThat(model.forecast(1).standardDeviation()[0]).isCloseTo(rootMeanSquare, within(0.02 * rootMeanSquare));
    }

    @Test
    void followsAnAdditiveSeasonThroughGaps() {
        double[] values = new double[96];
        Arrays.setAll(values, i -> i % 7 == 3 ? Double.NaN : 100 + i + 10 * Math.sin(2 * Math.PI * i / 12));

        ClassicHoltWinters model = ClassicHoltWinters.estimate(values, 12, Season.ADDITIVE);

        assertThat(model.forecast(12).mean()[5]).isCloseTo(201 + 10 * Math.sin(2 * Math.PI * 5 / 12), within(1.0));
        assertThat(model.residuals()[3 + 14]).isNaN();
    }

    @Test
    void rejectsWhatItCannotLearn() {
        double[] values = new double[24];
        Arrays.fill(values, 1);
        values[5] = 0;

        assertThatThrownBy(() -> ClassicHoltWinters.estimate(values, 12, Season.MULTIPLICATIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value 5 (0.0)");
        assertThatThrownBy(() -> ClassicHoltWinters.estimate(values, 13, Season.ADDITIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("13");
        assertThatThrownBy(() -> ClassicHoltWinters.evaluate(values, 12, Season.ADDITIVE, 0.3, 1.1, 0.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.1");
        assertThatThrownBy(() -> ClassicHoltWinters.estimate(values, 12, Season.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("index %d", i).isCloseTo(expected[i], within(1e-8 * Math.abs(expected[i])));
        }
    }
}
