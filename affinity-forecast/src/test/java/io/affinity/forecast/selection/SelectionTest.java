// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.smoothing.HoltWinters;
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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private final Random random = new Random(20260102);

    @Test
    void staysCloseToTheLastValueOfARandomWalk() {
        double[] walk = new double[600];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian();
        }

        Forecast forecast = fitted(new Selection(), walk).forecast(12, QuantileLevels.STANDARD);

        assertThat(forecast.mean(0)).isCloseTo(walk[599], within(0.3));
        assertThat(forecast.mean(11)).isCloseTo(walk[599], within(0.3));
    }

    @Test
    void smoothsWhatVariesAroundALevel() {
        double[] values = new double[600];
        Arrays.setAll(values, i -> 50 + 5 * random.nextGaussian());

        assertThat(description(new Selection(), values)).startsWith("auto: holt-winters, trend none, no season");
    }

    @Test
    void takesASeasonWhereThereIsOne() {
        double[] values = new double[600];
        Arrays.setAll(values, i -> 50 + 20 * Math.sin(2 * Math.PI * i / 24) + 3 * random.nextGaussian());

        assertThat(description(new Selection(), values)).startsWith("auto: holt-winters, trend none, period 24");
    }

    @Test
    void prefersTheSimplerWhereNothingIsGained() {
        double[] repeated = new double[600];
        Arrays.setAll(repeated, i -> 50 + 20 * Math.sin(2 * Math.PI * (i % 24) / 24));

        assertThat(description(new Selection(), repeated)).startsWith("auto: seasonal naive, period 24");
    }

    @Test
    void saysHowEachCandidateDid() {
        double[] values = new double[300];
        Arrays.setAll(values, i -> 50 + 5 * random.nextGaussian());

        assertThat(description(new Selection(), values))
                .containsPattern("pinball loss in a backtest from \\d+ origins, 12 steps: persistence \\d")
                .contains(", smoothing ")
                .contains(", damped trend and season ");
    }

    @Test
    void answersFromOneValue() {
        FittedModel model = fitted(new Selection(), Double.NaN, 20, Double.NaN);
        Forecast forecast = model.forecast(12, QuantileLevels.STANDARD);

        assertThat(forecast.mean(11)).isEqualTo(20);
        assertThat(forecast.quantile(8, 0)).isGreaterThan(25);
        assertThat(model.description()).contains("persistence", "too short");
    }

    @Test
    void saysThatItNeedsAValue() {
        ForecastRequest nothing = request(Double.NaN, Double.NaN);

        assertThat(new Selection().fit(nothing)).isEqualTo(new FitResult.InsufficientHistory(1, 0));
    }

    @Test
    void choosesAmongTheCandidatesGiven() {
        double[] values = new double[300];
        Arrays.setAll(values, i -> 50 + 5 * random.nextGaussian());
        Selection selection = new Selection().withCandidates(List.of(HoltWinters.simple()));

        assertThat(description(selection, values))
                .contains("persistence ", "holt-winters ")
                .doesNotContain("damped", "seasonal naive");
    }

    @Test
    void fallsBackWhereTheLastPartIsMissing() {
        double[] values = new double[300];
        Arrays.setAll(values, i -> i < 100 ? 50 + i % 7 : Double.NaN);

        assertThat(description(new Selection(), values)).contains("persistence", "no candidate could be backtested");
    }

    @Test
    void keepsThePersistenceForecastOfASeriesThatHardlyEverChanges() {
        double[] values = new double[2000];
        Arrays.setAll(values, i -> i % 288 == 100 ? 0.2 : 0);

        assertThat(description(new Selection(), values)).contains("persistence", "the series hardly ever changes");
    }

    private static String description(Forecaster forecaster, double... values) {
        return fitted(forecaster, values).description();
    }

    private static FittedModel fitted(Forecaster forecaster, double... values) {
        return ((FitResult.Fitted) forecaster.fit(request(values))).model();
    }

    private static ForecastRequest request(double... values) {
        return ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), 24);
    }
}
