package io.affinity.forecast.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.baseline.SeasonalNaive;
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
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LevelShapeTest {

    private static final int DAY = 24;
    private static final Duration STEP = Duration.ofHours(1);

    private static ForecastRequest request(double... values) {
        return ForecastRequest.of(TimeSeries.of(Instant.EPOCH, STEP, values), DAY)
                .within(0, Double.POSITIVE_INFINITY);
    }

    private static FittedModel fitted(Forecaster forecaster, double... values) {
        return ((FitResult.Fitted) forecaster.fit(request(values))).model();
    }

    private static double shape(int hour) {
        return 1 + 0.8 * Math.sin(2 * Math.PI * hour / DAY);
    }

    /** Days of one shape whose sizes follow each other at some distance. */
    private static double[] days(int days, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[days * DAY];
        double size = 0;
        for (int d = 0; d < days; d++) {
            size = 0.3 * size + 0.3 * random.nextGaussian();
            for (int j = 0; j < DAY; j++) {
                values[d * DAY + j] = 10 * Math.exp(size) * shape(j) * (1 + 0.02 * random.nextGaussian());
            }
        }
        return values;
    }

    @Test
    void daysThatAreAlikeComeAgain() {
        double[] values = new double[8 * DAY];
        Arrays.setAll(values, i -> 5 * shape(i % DAY));

        Forecast forecast = fitted(new LevelShape(), values).forecast(3 * DAY, QuantileLevels.STANDARD);

        for (int t = 0; t < forecast.steps(); t++) {
            assertThat(forecast.mean(t)).isCloseTo(5 * shape(t % DAY), within(1e-9));
        }
    }

    @Test
    void isNearerThanYesterdayWhereTheSizeOfDaysReturnsToItsMean() {
        double own = 0;
        double naive = 0;
        for (int seed = 1; seed <= 20; seed++) {
            double[] all = days(29, seed);
            double[] past = Arrays.copyOf(all, 28 * DAY);
            own += loss(fitted(new LevelShape(), past), all);
            naive += loss(fitted(new SeasonalNaive(), past), all);
        }

        assertThat(own).isLessThan(0.97 * naive);
    }

    private static double loss(FittedModel model, double[] all) {
        Forecast forecast = model.forecast(DAY, QuantileLevels.STANDARD);
        double sum = 0;
        for (int t = 0; t < DAY; t++) {
            sum += Math.abs(all[28 * DAY + t] - forecast.mean(t));
        }
        return sum;
    }

    @Test
    void whatIsObservedStepByStepIsAsIfItHadBeenThereAtTheFit() {
        double[] all = days(20, 3);
        FittedModel model = fitted(new LevelShape(), Arrays.copyOf(all, 15 * DAY));

        for (int i = 15 * DAY; i < all.length; i++) {
            model.observe(all[i]);
        }

        Forecast forecast = model.forecast(DAY, QuantileLevels.STANDARD);
        Forecast anew = fitted(new LevelShape(), all).forecast(DAY, QuantileLevels.STANDARD);
        for (int t = 0; t < DAY; t++) {
            assertThat(forecast.mean(t)).isCloseTo(anew.mean(t), within(0.25 * anew.mean(t)));
        }
    }

    @Test
    void takesADayIfItKnowsFour() {
        assertThat(fitted(new LevelShape(), days(4, 1)).description()).isEqualTo("level and shape of 2 days of 24");
        assertThat(fitted(new LevelShape(), days(3, 1)).description()).isEqualTo("level and shape of 7 days of 1");
        assertThat(new LevelShape().fit(request(1, 2, 3))).isEqualTo(new FitResult.InsufficientHistory(4, 3));
    }

    @Test
    void ofNothingComesNothing() {
        Forecast forecast = fitted(new LevelShape(), new double[6 * DAY]).forecast(30, QuantileLevels.STANDARD);

        assertThat(forecast.mean(29)).isZero();
    }
}
