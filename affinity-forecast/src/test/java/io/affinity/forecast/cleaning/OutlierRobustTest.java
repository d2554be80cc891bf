package io.affinity.forecast.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.smoothing.HoltWinters;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutlierRobustTest {

    private static final Forecaster PLAIN = HoltWinters.simple();
    private static final Forecaster ROBUST = OutlierRobust.of(PLAIN);
    private static final QuantileLevels LEVELS = QuantileLevels.of(0.1, 0.5, 0.9, 0.995);

    @Test
    void leavesACleanHistoryAsItIs() {
        long touched = LongStream.range(0, 100)
                .filter(seed -> {
                    double[] values = Noise.of(500, 0.6, seed);
                    return !Arrays.equals(values, CleanedHistory.of(values, List.of(24)));
                })
                .count();

        // Eight robust standard deviations off, among 500 neighbors that are correlated.
        assertThat(touched).isLessThanOrEqualTo(5);
    }

    @Test
    void limitsOutliersInTheHistoryButNeitherASeasonNorANewLevel() {
        double[] values = Noise.of(20 * 24, 0, 3);
        for (int i = 0; i < values.length; i++) {
            values[i] += (i % 24 == 5 ? 40 : 0) + (i >= 300 ? 25 : 0);
        }
        double[] spoilt = values.clone();
        spoilt[100] = 1e6;
        spoilt[200] = -500;
        spoilt[201] = -500;

        double[] cleaned = CleanedHistory.of(spoilt, List.of(24));

        for (int i = 0; i < values.length; i++) {
            assertThat(cleaned[i])
                    .as("value %d", i)
                    .isCloseTo(values[i], within(i == 100 || i / 2 == 100 ? 9.0 : 1e-9));
        }
    }

    @Test
    void leavesASeriesAsItIsThatConsistsOfSpikes() {
        double[] values = new double[400];
        for (int i = 0; i < values.length; i += 7) {
            values[i] = 100 + i;
        }

        assertThat(CleanedHistory.of(values, List.of())).containsExactly(values);
    }

    @Test
    void learnsTheSameLevelWithAndWithoutOutliers() {
        double[] values = Noise.of(600, 0, 5);
        double[] spoilt = values.clone();
        for (int i = 20; i < values.length; i += 100) {
            spoilt[i] = 1e4;
        }
        spoilt[599] = 1e4;

        double clean = fitted(PLAIN, values).forecast(1, LEVELS).mean(0);

        assertThat(fitted(ROBUST, spoilt).forecast(1, LEVELS).mean(0)).isCloseTo(clean, within(1.5));
        assertThat(fitted(PLAIN, spoilt).forecast(1, LEVELS).mean(0)).isGreaterThan(10);
    }

    @Test
    void saysInItsQuantilesThatOutliersComeAgain() {
        double[] values = Noise.of(600, 0, 5);
        for (int i = 20; i < values.length; i += 60) {
            values[i] = 1000;
        }

        Forecast forecast = fitted(ROBUST, values).forecast(12, LEVELS);

        for (int step = 0; step < 12; step++) {
            assertThat(forecast.quantile(3, step)).isGreaterThan(500);
            assertThat(forecast.quantile(2, step)).isLessThan(5);
        }
    }

    @Test
    void ignoresASpikeThatItObservesAndFollowsANewLevel() {
        FittedModel model = fitted(ROBUST, Noise.of(600, 0.5, 6));

        model.observe(1e6);
        double afterSpike = model.forecast(1, LEVELS).mean(0);
        for (int i = 0; i < 200; i++) {
            model.observe(40);
        }

        assertThat(afterSpike).isCloseTo(0, within(6.0));
        assertThat(model.forecast(1, LEVELS).mean(0)).isCloseTo(40, within(1.0));
    }

    @Test
    void remembersTheTrueResidualOfASpike() {
        FittedModel model = fitted(ROBUST, Noise.of(600, 0.5, 6));
        double expected = model.forecast(1, LEVELS).mean(0);

        model.observe(expected + 1e4);

        assertThat(model.residual(0)).isCloseTo(1e4, within(1.0));
    }

    private static FittedModel fitted(Forecaster forecaster, double[] values) {
        return ((FitResult.Fitted) forecaster.fit(ForecastRequest.of(Noise.series(values)))).model();
    }
}
