// SPDX-License-Identifier: Apache-2.0
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
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LevelShapeTest {

    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;
    private static final Duration STEP = Duration.ofHours(1);
    private static final QuantileLevels LEVELS = QuantileLevels.of(0.025, 0.5, 0.975);

    private static FittedModel fitted(Forecaster forecaster, double... values) {
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(Instant.EPOCH, STEP, values), DAY);
        return ((FitResult.Fitted) forecaster.fit(request)).model();
    }

    private static Forecast forecast(int steps, double... values) {
        return fitted(new LevelShape(), values).forecast(steps, LEVELS);
    }

    private static double shape(int hour) {
        return 1 + 0.8 * Math.sin(2 * Math.PI * hour / DAY);
    }

    /** Hours of one shape, of a level of their own, with a noise of 3 %. */
    private static double[] hours(int count, IntToDoubleFunction level, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[count];
        Arrays.setAll(values, i -> level.applyAsDouble(i) * shape(i % DAY) * (1 + 0.03 * random.nextGaussian()));
        return values;
    }

    /** Days of one shape whose sizes follow each other at some distance. */
    private static double[] days(int days, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] sizes = new double[days];
        double size = 0;
        for (int d = 0; d < days; d++) {
            size = 0.3 * size + 0.3 * random.nextGaussian();
            sizes[d] = 10 * Math.exp(size);
        }
        return hours(days * DAY, i -> sizes[i / DAY], seed);
    }

    private static double loss(Forecaster forecaster, double[] all, int steps) {
        Forecast forecast =
                fitted(forecaster, Arrays.copyOf(all, all.length - steps)).forecast(steps, LEVELS);
        double sum = 0;
        for (int t = 0; t < steps; t++) {
            sum += Math.abs(all[all.length - steps + t] - forecast.mean(t));
        }
        return sum / steps;
    }

    @Test
    void daysThatAreAlikeComeAgain() {
        double[] values = new double[8 * DAY];
        Arrays.setAll(values, i -> 5 * shape(i % DAY));

        Forecast forecast = forecast(3 * DAY, values);

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
            own += loss(new LevelShape(), all, DAY);
            naive += loss(new SeasonalNaive(), all, DAY);
        }

        assertThat(own).isLessThan(0.97 * naive);
    }

    @Test
    void followsAWeekThatGrows() {
        double own = 0;
        double naive = 0;
        for (int seed = 1; seed <= 10; seed++) {
            double[] all = hours(6 * WEEK, i -> (10 + 0.02 * i) * (i / DAY % 7 >= 5 ? 0.5 : 1), seed);
            own += loss(new LevelShape(), all, WEEK);
            naive += loss(new SeasonalNaive(), all, WEEK);
        }

        assertThat(own).isLessThan(0.7 * naive);
    }

    @Test
    void noticesALevelThatShiftsWithinADay() {
        double own = 0;
        double naive = 0;
        int covered = 0;
        for (int seed = 1; seed <= 10; seed++) {
            int shift = 20 * DAY + 11;
            double[] all = hours(shift + 6 + DAY, i -> i < shift ? 10 : 25, seed);
            double[] past = Arrays.copyOf(all, shift + 6);
            own += loss(new LevelShape(), all, DAY);
            naive += loss(new SeasonalNaive(), all, DAY);
            covered += covered(forecast(DAY, past), all);
        }

        assertThat(own).isLessThan(0.8 * naive);
        assertThat(covered).isGreaterThan(10 * DAY * 8 / 10);
    }

    private static int covered(Forecast forecast, double[] all) {
        int covered = 0;
        for (int t = 0; t < forecast.steps(); t++) {
            double value = all[all.length - forecast.steps() + t];
            covered += value >= forecast.quantile(0, t) && value <= forecast.quantile(2, t) ? 1 : 0;
        }
        return covered;
    }

    @Test
    void aLevelThatHasShiftedStaysInAsManyDaysAsItIsSeenIn() {
        int shift = 20 * DAY + 11;
        double[] all = hours(shift + 3 * DAY, i -> i < shift ? 10 : 25, 5);

        Forecast forecast = forecast(2 * DAY, all);

        for (int t = 0; t < forecast.steps(); t++) {
            double expected = 25 * shape((all.length + t) % DAY);
            assertThat(forecast.mean(t)).isCloseTo(expected, within(0.15 * expected + 1));
        }
    }

    @Test
    void learnsThatShiftsHaveNotLasted() {
        double[] past = hours(40 * DAY, LevelShapeTest::burst, 9);
        int end = 40 * DAY;
        while (!(burst(end - 1) > 10 && burst(end - 3) > 10 && burst(end - 5) == 10)) {
            end--;
        }

        Forecast forecast = forecast(DAY, Arrays.copyOf(past, end));

        double nearby = forecast.mean(0) / shape(end % DAY);
        double later = forecast.mean(15) / shape((end + 15) % DAY);
        assertThat(nearby).isGreaterThan(17);
        assertThat(later).isBetween(8.0, 17.0);
    }

    /** Six hours of thrice the level, at another hour on every day. */
    private static double burst(int i) {
        int begin = new SplittableRandom(i / DAY).nextInt(18);
        return i % DAY >= begin && i % DAY < begin + 6 ? 30 : 10;
    }

    @Test
    void isLessSureWhereLevelsShiftWithinDays() {
        double[] steady = hours(30 * DAY, i -> 15, 4);
        double[] shifting = hours(30 * DAY, LevelShapeTest::burst, 4);

        assertThat(width(forecast(DAY, shifting))).isGreaterThan(4 * width(forecast(DAY, steady)));
    }

    private static double width(Forecast forecast) {
        double sum = 0;
        for (int t = 0; t < forecast.steps(); t++) {
            sum += forecast.quantile(2, t) - forecast.quantile(0, t);
        }
        return sum;
    }

    @Test
    void aDayUnlikeAllOthersIsNoShape() {
        double[] past = hours(20 * DAY, i -> i >= 17 * DAY + 5 && i < 17 * DAY + 8 ? 200 : 10, 6);

        Forecast forecast = forecast(DAY, past);

        for (int t = 0; t < DAY; t++) {
            assertThat(forecast.mean(t)).isCloseTo(10 * shape(t), within(4.0));
        }
    }

    @Test
    void whatIsObservedStepByStepIsAsIfItHadBeenThereAtTheFit() {
        double[] all = days(20, 3);
        FittedModel model = fitted(new LevelShape(), Arrays.copyOf(all, 15 * DAY));

        for (int i = 15 * DAY; i < all.length; i++) {
            model.observe(all[i]);
        }

        Forecast forecast = model.forecast(DAY, LEVELS);
        Forecast anew = forecast(DAY, all);
        for (int t = 0; t < DAY; t++) {
            assertThat(forecast.mean(t)).isCloseTo(anew.mean(t), within(0.25 * anew.mean(t)));
        }
    }

    @Test
    void gapsAreBridged() {
        SplittableRandom random = new SplittableRandom(2);
        double[] past = hours(20 * DAY, i -> 10, 2);
        Arrays.setAll(past, i -> random.nextInt(4) == 0 || (i > 15 * DAY && i < 16 * DAY) ? Double.NaN : past[i]);

        Forecast forecast = forecast(DAY, past);

        for (int t = 0; t < DAY; t++) {
            assertThat(forecast.mean(t)).isCloseTo(10 * shape(t), within(2.0));
        }
    }

    @Test
    void takesADayIfItKnowsFour() {
        assertThat(fitted(new LevelShape(), days(4, 1)).description()).isEqualTo("level and shape of 2 days of 24");
        assertThat(fitted(new LevelShape(), days(3, 1)).description()).isEqualTo("level and shape of 7 days of 1");
        assertThat(new LevelShape().fit(ForecastRequest.of(TimeSeries.of(Instant.EPOCH, STEP, 1, 2, 3), DAY)))
                .isEqualTo(new FitResult.InsufficientHistory(4, 3));
    }

    @Test
    void ofNothingComesNothing() {
        Forecast forecast = forecast(30, new double[6 * DAY]);

        assertThat(forecast.mean(29)).isZero();
        assertThat(forecast.quantile(2, 29)).isZero();
    }

    @Test
    void isSureOfWhatNeverChanges() {
        double[] past = new double[6 * DAY];
        Arrays.fill(past, 7);

        Forecast forecast = forecast(3 * DAY, past);

        assertThat(forecast.mean(3 * DAY - 1)).isCloseTo(7, within(1e-9));
        assertThat(width(forecast)).isLessThan(1e-6);
    }

    @Test
    void expectsNothingBelowZeroOfWhatNeverWas() {
        SplittableRandom random = new SplittableRandom(8);
        double[] past = new double[20 * DAY];
        Arrays.setAll(past, i -> random.nextInt(10) == 0 ? 50 * random.nextDouble() * (1 - i / (20.0 * DAY)) : 0);

        Forecast forecast = forecast(3 * DAY, past);

        for (int t = 0; t < forecast.steps(); t++) {
            assertThat(forecast.mean(t)).isNotNegative();
        }
    }
}
