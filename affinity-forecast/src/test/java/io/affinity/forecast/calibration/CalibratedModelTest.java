// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.affinity.forecast.baseline.Persistence;
import io.affinity.forecast.smoothing.HoltWinters;
import io.affinity.forecast.smoothing.SeasonChoice;
import io.affinity.forecast.smoothing.SmoothingParameters;
import io.affinity.forecast.smoothing.Trend;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CalibratedModelTest {

    private static final QuantileLevels EIGHTY = QuantileLevels.of(0.1, 0.9);
    private static final Forecaster SMOOTHING =
            HoltWinters.simple().withParameters(new SmoothingParameters(0.05, 0, 0, 1));

    private final Random random = new Random(20260101);

    @Test
    void coversARandomWalkAtEachStepAsOftenAsItSays() {
        double[] walk = new double[4000];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian();
        }

        assertCoverage(new Persistence(), walk);
    }

    @Test
    void coversASeriesThatReturnsToItsLevelThoughThePointModelIsAnother() {
        double[] around = series(4000, i -> 50 + 5 * random.nextGaussian());

        assertCoverage(new Persistence(), around);
    }

    @Test
    void coversSkewedDemandOnBothSides() {
        double[] skewed = series(4000, i -> -10 * Math.log(1 - random.nextDouble()));

        assertCoverage(SMOOTHING, skewed);
        Forecast forecast = fitted(SMOOTHING, skewed).forecast(1, EIGHTY);
        double below = forecast.mean(0) - forecast.quantile(0, 0);
        double above = forecast.quantile(1, 0) - forecast.mean(0);
        assertThat(above).isGreaterThan(1.15 * below);
    }

    @Test
    void widensItsIntervalsWithEachMissingValue() {
        double[] walk = new double[500];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian();
        }
        FittedModel walking = fitted(new Persistence(), walk);
        double atOne = width(walking, 0);
        double atFour = width(walking, 3);
        walking.observe(Double.NaN);
        walking.observe(Double.NaN);
        walking.observe(Double.NaN);

        assertThat(width(walking, 0)).isCloseTo(atFour, within(1e-9)).isGreaterThan(1.5 * atOne);
        walking.observe(walk[499]);
        assertThat(width(walking, 0)).isLessThan(1.2 * atOne);
    }

    @Test
    void widensItsIntervalsWhereTheHistoryIsTrustedLess() {
        TimeSeries history =
                TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), series(100, i -> 50 + random.nextGaussian()));
        double high = width(fitted(new Persistence(), ForecastRequest.of(history)), 0);
        double low = width(fitted(new Persistence(), ForecastRequest.of(history.withTrust(Trust.LOW))), 0);

        assertThat(low).isCloseTo(1.5 * high, within(1e-9));
    }

    @Test
    void isCertainOfWhatNeverChanged() {
        FittedModel model = fitted(SMOOTHING, series(100, i -> 7));

        assertThat(width(model, 11)).isCloseTo(0, within(1e-9));
        assertThat(model.forecast(12, EIGHTY).mean(11)).isEqualTo(7);
    }

    @Test
    void forgetsAnOldOutlierWithTheWindow() {
        double[] values = series(1000, i -> 50 + random.nextGaussian());
        values[500] = 1e9;

        FittedModel model = fitted(new Persistence(), values);

        assertThat(width(model, 0)).isBetween(2.5, 5.0);
        assertThat(width(model, 11)).isBetween(2.5, 16.0);
    }

    @Test
    void isNotRuledByOneAbsurdValue() {
        double[] walk = new double[1000];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian();
        }
        walk[900] = 1e9;
        FittedModel model = fitted(new Persistence(), walk);

        assertThat(width(model, 0)).isBetween(2.2, 3.0);
        assertThat(width(model, 8)).isBetween(2 * width(model, 0), 4 * width(model, 0));
    }

    @Test
    void isAlmostCertainOfWhatHardlyEverChanges() {
        FittedModel model = fitted(new Persistence(), series(2000, i -> i < 700 ? 512 : i < 1500 ? 768 : 1024));

        Forecast forecast = model.forecast(12, EIGHTY);

        assertThat(forecast.quantile(0, 0)).isCloseTo(1024, within(1.0));
        assertThat(forecast.quantile(1, 11)).isCloseTo(1024, within(1.0));
    }

    @Test
    void findsBackToItsCoverageAfterErrorsHaveGrown() {
        double[] values = series(4000, i -> 50 + (i < 1500 ? 1 : 8) * random.nextGaussian());
        FittedModel model = fitted(SMOOTHING, Arrays.copyOf(values, 1000));
        int covered = 0;
        for (int next = 1000; next < values.length; next++) {
            Forecast forecast = model.forecast(1, EIGHTY);
            boolean inside = values[next] >= forecast.quantile(0, 0) && values[next] <= forecast.quantile(1, 0);
            covered += inside && next >= 2000 ? 1 : 0;
            model.observe(values[next]);
        }

        assertThat(covered / 2000.0).isBetween(0.77, 0.83);
    }

    @Test
    void carriesWhatItLearnedOfItsErrorsIntoTheNextFit() {
        Forecaster forecaster = HoltWinters.simple();
        double[] values = series(1500, i -> 50 + (i < 300 ? 1 : 1 + i / 300.0) * random.nextGaussian());
        FittedModel previous = fitted(forecaster, Arrays.copyOf(values, 600));
        for (int i = 600; i < values.length; i++) {
            previous.observe(values[i]);
        }
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), 25);

        FittedModel anew = ((FitResult.Fitted) forecaster.fit(request)).model();
        FittedModel refitted = ((FitResult.Fitted) forecaster.refit(previous, request)).model();

        assertThat(refitted.forecast(1, EIGHTY).mean(0))
                .isEqualTo(anew.forecast(1, EIGHTY).mean(0));
        assertThat(width(refitted, 0))
                .isNotEqualTo(width(anew, 0))
                .isCloseTo(width(previous, 0), within(0.05 * width(previous, 0)));
    }

    @Test
    void ordersQuantilesAtAnyLevel() {
        QuantileLevels levels = QuantileLevels.of(0.0001, 0.001, 0.01, 0.3, 0.5, 0.50001, 0.7, 0.99, 0.999, 0.9999);
        FittedModel model = fitted(SMOOTHING, series(300, i -> -10 * Math.log(1 - random.nextDouble())));

        Forecast forecast = model.forecast(60, levels);

        for (int step = 0; step < 60; step++) {
            double range = forecast.quantile(9, step) - forecast.quantile(0, step);
            assertThat(range).isBetween(1.02 * (forecast.quantile(8, step) - forecast.quantile(1, step)), 1000.0);
        }
    }

    @Test
    void staysFiniteAtTheEdgeOfDoublePrecision() {
        double[] values = series(60, i -> i % 2 == 0 ? 1.5e308 : -1.5e308);

        Forecast forecast = fitted(new Persistence(), values).forecast(12, QuantileLevels.STANDARD);

        assertThat(forecast.quantile(8, 11)).isFinite();
    }

    @Test
    void observesWithoutAllocating() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        FittedModel model = fitted(
                new HoltWinters().withTrend(Trend.DAMPED).withSeason(SeasonChoice.ADDITIVE),
                series(700, i -> 50 + 9 * Math.sin(i / 4.0) + random.nextGaussian()));
        model.observe(51);
        threads.getThreadAllocatedBytes(Thread.currentThread().getId());

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 10_000; i++) {
            model.observe(i % 7 == 0 ? Double.NaN : 50 + i % 5);
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        // Not per observation: the virtual machine itself may book a few kilobytes on this thread.
        assertThat(allocated).isLessThan(10_000);
    }

    private static void assertCoverage(Forecaster forecaster, double[] values) {
        FittedModel model = fitted(forecaster, Arrays.copyOf(values, 1000));
        int[] covered = new int[12];
        int origins = 0;
        for (int next = 1000; next + 12 <= values.length; next++) {
            Forecast forecast = model.forecast(12, EIGHTY);
            for (int i = 0; i < 12; i++) {
                double actual = values[next + i];
                covered[i] += actual >= forecast.quantile(0, i) && actual <= forecast.quantile(1, i) ? 1 : 0;
            }
            origins++;
            model.observe(values[next]);
        }
        for (int i = 0; i < 12; i++) {
            assertThat(covered[i] / (double) origins)
                    .as("coverage at step %d", i + 1)
                    .isBetween(0.75, 0.86);
        }
    }

    private static double width(FittedModel model, int step) {
        Forecast forecast = model.forecast(step + 1, EIGHTY);
        return forecast.quantile(1, step) - forecast.quantile(0, step);
    }

    private static double[] series(int length, IntToDoubleFunction value) {
        double[] values = new double[length];
        Arrays.setAll(values, value);
        return values;
    }

    private static FittedModel fitted(Forecaster forecaster, double[] values) {
        return fitted(forecaster, ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), 25));
    }

    private static FittedModel fitted(Forecaster forecaster, ForecastRequest request) {
        return ((FitResult.Fitted) forecaster.fit(request)).model();
    }
}
