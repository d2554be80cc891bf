// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PastModelTest {

    private static final QuantileLevels LEVELS = QuantileLevels.of(0.1, 0.5, 0.9);

    /** At 30 for 20 steps once in 100, else at 0. */
    private static double[] batch(int length) {
        double[] values = new double[length];
        Arrays.setAll(values, i -> i % 100 >= 80 ? 30 : 0);
        return values;
    }

    private static FittedModel fitted(Forecaster forecaster, double... values) {
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), 288);
        return ((FitResult.Fitted) forecaster.fit(request)).model();
    }

    @Test
    void aStateEndsWhenItEndedInThePast() {
        // Five steps into a burst, of which each lasted twenty.
        Forecast forecast = fitted(new Regimes(), batch(2085)).forecast(60, LEVELS);

        assertThat(forecast.mean(9)).isCloseTo(30, within(1e-6));
        assertThat(forecast.quantile(1, 9)).isEqualTo(30);
        assertThat(forecast.mean(39)).isCloseTo(0, within(1e-6));
        assertThat(forecast.quantile(2, 39)).isZero();
    }

    @Test
    void whetherABurstBeginsIsAMixtureOfBothStates() {
        Random random = new Random(20260203);
        double[] values = new double[4000];
        for (int i = 0; i < values.length; i += 10) {
            // Ten steps on or off by the toss of a coin, with nothing that tells which.
            Arrays.fill(values, i, i + 10, random.nextBoolean() ? 30 : 0);
        }

        Forecast forecast = fitted(new Regimes(), values).forecast(48, LEVELS);

        assertThat(forecast.quantile(0, 40)).isZero();
        assertThat(forecast.quantile(2, 40)).isEqualTo(30);
        assertThat(forecast.mean(40)).isBetween(8.0, 22.0);
    }

    @Test
    void theLongRunIsTheSameAtEveryStepAndForgets() {
        double[] values = new double[4032];
        Arrays.setAll(values, i -> i < 4032 - 864 ? 10 : 20);

        Forecast forecast = fitted(new LongRun(), values).forecast(300, LEVELS);

        assertThat(forecast.mean(299)).isEqualTo(forecast.mean(0));
        // The last three of fourteen days count for 1 - exp(-1) of 1 - exp(-14 / 3).
        double share = (1 - Math.exp(-1)) / (1 - Math.exp(-14 / 3.0));
        assertThat(forecast.mean(0)).isCloseTo(10 + 10 * share, within(0.05));
        assertThat(forecast.quantile(0, 0)).isEqualTo(10);
        assertThat(forecast.quantile(1, 0)).isEqualTo(20);
    }

    @Test
    void beyondWhatMomentsTellTheRegimesAreTheLongRun() {
        double[] values = batch(330);

        Forecast regimes = fitted(new Regimes(), values).forecast(400, LEVELS);
        Forecast longRun = fitted(new LongRun(), values).forecast(400, LEVELS);

        assertThat(regimes.mean(399)).isEqualTo(longRun.mean(399));
        assertThat(regimes.quantile(2, 399)).isEqualTo(longRun.quantile(2, 399));
    }

    @Test
    void oldValuesAreForgottenAsNewOnesCome() {
        FittedModel model = fitted(new LongRun(), batch(600));
        for (int i = 0; i < RecentValues.MOST; i++) {
            model.observe(7);
        }

        assertThat(model.forecast(1, LEVELS).quantile(0, 0)).isEqualTo(7);
        assertThat(model.forecast(1, LEVELS).quantile(2, 0)).isEqualTo(7);
    }

    @Test
    void modelsWithoutResidualsForecastTheSame() {
        FittedModel with = fitted(new Regimes(), batch(700));
        FittedModel without = fitted(Regimes.withoutResiduals(), batch(700));

        assertThat(without.residuals()).isZero();
        assertThat(with.residuals()).isPositive();
        assertThat(without.forecast(20, LEVELS).mean(19))
                .isEqualTo(with.forecast(20, LEVELS).mean(19));
    }
}
