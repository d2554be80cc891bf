// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    private static final double NAN = Double.NaN;

    @Test
    void persistenceRepeatsTheLastValueThatIsNotMissing() {
        FittedModel model = fitted(new Persistence(), List.of(), 3, 5, NAN, 8, NAN);

        assertThat(means(model, 3)).containsExactly(8, 8, 8);
        model.observe(2);
        assertThat(means(model, 3)).containsExactly(2, 2, 2);
        assertThat(model.residual(0)).isEqualTo(-6);
    }

    @Test
    void persistenceAnswersFromOneValueWithAWideInterval() {
        FittedModel model = fitted(new Persistence(), List.of(), NAN, 40);
        Forecast forecast = model.forecast(1, QuantileLevels.of(0.1, 0.9));

        assertThat(forecast.quantile(0, 0)).isBetween(10.0, 30.0);
        assertThat(forecast.quantile(1, 0)).isBetween(50.0, 70.0);
    }

    @Test
    void seasonalNaiveRepeatsTheLastSeason() {
        FittedModel model = fitted(new SeasonalNaive(), List.of(3), 1, 2, 3, 4, 5, 6, 7);

        assertThat(means(model, 7)).containsExactly(5, 6, 7, 5, 6, 7, 5);
        model.observe(50);
        assertThat(means(model, 3)).containsExactly(6, 7, 50);
    }

    @Test
    void seasonalNaiveKeepsTheSeasonBeforeWhereAValueIsMissing() {
        FittedModel model = fitted(new SeasonalNaive(), List.of(3), NAN, 1, NAN, 3, 4, NAN, 6);

        assertThat(means(model, 3)).containsExactly(4, 2, 6);
        model.observe(NAN);
        assertThat(means(model, 3)).containsExactly(2, 6, 4);
        assertThat(model.residual(0)).isNaN();
    }

    @Test
    void seasonalNaiveTakesThePeriodItIsTold() {
        double[] values = {1, 2, 3, 4, 5, 6};

        assertThat(means(fitted(new SeasonalNaive(), List.of(2, 5, 50), values), 1))
                .containsExactly(2);
        assertThat(means(
                        fitted(new SeasonalNaive().withPeriodChoice(PeriodChoice.SHORTEST), List.of(5, 2, 50), values),
                        1))
                .containsExactly(5);
    }

    @Test
    void seasonalNaiveIsPersistenceUntilASeasonIsCovered() {
        FittedModel model = fitted(new SeasonalNaive(), List.of(288), 1, 2, 3);

        assertThat(means(model, 2)).containsExactly(3, 3);
        assertThat(model.description()).contains("persistence");
    }

    @Test
    void neitherLearnsFromNothing() {
        ForecastRequest nothing = request(List.of(2), NAN, NAN);

        assertThat(new Persistence().fit(nothing)).isEqualTo(new FitResult.InsufficientHistory(1, 0));
        assertThat(new SeasonalNaive().fit(nothing)).isEqualTo(new FitResult.InsufficientHistory(1, 0));
    }

    private static double[] means(FittedModel model, int steps) {
        Forecast forecast = model.forecast(steps, QuantileLevels.STANDARD);
        double[] means = new double[steps];
        for (int i = 0; i < steps; i++) {
            means[i] = forecast.mean(i);
        }
        return means;
    }

    private static FittedModel fitted(Forecaster forecaster, List<Integer> periods, double... values) {
        return ((FitResult.Fitted) forecaster.fit(request(periods, values))).model();
    }

    private static ForecastRequest request(List<Integer> periods, double... values) {
        return ForecastRequest.of(
                TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), periods.toArray(Integer[]::new));
    }
}
