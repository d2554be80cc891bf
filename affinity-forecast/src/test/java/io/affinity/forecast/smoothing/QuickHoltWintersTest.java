// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

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

class QuickHoltWintersTest {

    private static final Forecaster QUICK =
            HoltWinters.simple().withSeason(SeasonChoice.ADDITIVE).withEffort(Effort.QUICK);

    private final Random random = new Random(20260103);

    @Test
    void forecastsNearlyWhatTheThoroughOneDoes() {
        double[] values = new double[3000];
        Arrays.setAll(values, i -> 50 + 20 * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian());

        Forecast quick = fitted(QUICK, values, 24).forecast(24, QuantileLevels.STANDARD);
        Forecast thorough = fitted(new HoltWinters(), values, 24).forecast(24, QuantileLevels.STANDARD);

        for (int i = 0; i < 24; i++) {
            assertThat(quick.mean(i)).isCloseTo(thorough.mean(i), within(0.7));
        }
    }

    @Test
    void tellsWorkdaysFromWeekendsAfterTwoWeeks() {
        double[] values = new double[2 * 168];
        Arrays.setAll(values, i -> (works(i) ? 80 : 5) * (1 + 0.1 * random.nextGaussian()));

        Forecast week = fitted(QUICK, values, 24, 168).forecast(168, QuantileLevels.STANDARD);

        for (int i = 0; i < 168; i++) {
            assertThat(week.mean(i)).as("hour %d", i).isCloseTo(works(i) ? 80 : 5, within(15.0));
        }
    }

    @Test
    void startsAfterAGapThatIsLongerThanItsSeasons() {
        double[] values = new double[3000];
        Arrays.setAll(values, i -> i > 400 && i < 2500 ? Double.NaN : 50 + 20 * Math.sin(2 * Math.PI * i / 24));

        assertThat(fitted(QUICK, values, 24)
                        .forecast(6, QuantileLevels.STANDARD)
                        .mean(5))
                .isCloseTo(50 + 20 * Math.sin(2 * Math.PI * 3005 / 24), within(5.0));
    }

    @Test
    void needsOneAndAQuarterPeriods() {
        double[] values = new double[59];
        Arrays.setAll(values, i -> i % 48);

        assertThat(QUICK.fit(request(values, 48))).isEqualTo(new FitResult.InsufficientHistory(60, 59));
    }

    private static boolean works(int hour) {
        return hour % 168 < 120 && hour % 24 >= 6 && hour % 24 < 8;
    }

    private static FittedModel fitted(Forecaster forecaster, double[] values, Integer... periods) {
        return ((FitResult.Fitted) forecaster.fit(request(values, periods))).model();
    }

    private static ForecastRequest request(double[] values, Integer... periods) {
        return ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofHours(1), values), periods);
    }
}
