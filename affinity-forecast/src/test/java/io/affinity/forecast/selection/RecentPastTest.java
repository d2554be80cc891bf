// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RecentPastTest {

    private static final int DAY = 288;
    private static final int LEARNED = 7 * DAY;

    /** Busy every day in the same hours, with a little noise. */
    private static double daily(int step, SplittableRandom random) {
        return 4 + 3 * Math.sin(2 * Math.PI * step / DAY) + 0.2 * random.nextDouble();
    }

    private static FittedModel learnedDays(Selection selection) {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = new double[LEARNED];
        for (int i = 0; i < LEARNED; i++) {
            values[i] = daily(i, random);
        }
        TimeSeries history = TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values);
        FitResult result = selection.fit(ForecastRequest.of(history, DAY).within(0, 8));
        assertThat(result).isInstanceOf(FitResult.Fitted.class);
        return ((FitResult.Fitted) result).model();
    }

    private static void live(FittedModel model, int from, int to, IntToDoubleFunction demand) {
        for (int step = from; step < to; step++) {
            model.observe(demand.applyAsDouble(step));
        }
    }

    @Test
    void aModelOfABusyVmThatHasBecomeIdleIsNotBelievedForADay() {
        FittedModel model = learnedDays(new Selection());
        SplittableRandom random = new SplittableRandom(2);
        live(model, LEARNED, LEARNED + DAY, step -> step % 2 == 0 ? 0.01 : 0.011 + 0.001 * random.nextDouble());

        Forecast forecast = model.forecast(DAY, QuantileLevels.STANDARD);

        for (int t = 0; t < DAY; t++) {
            assertThat(forecast.mean(t)).isCloseTo(0.011, within(0.002));
            assertThat(forecast.quantile(8, t)).isLessThan(0.1);
            assertThat(forecast.quantile(0, t)).isBetween(0.0, 0.012);
        }
    }

    @Test
    void aModelThatIsRightIsBelieved() {
        FittedModel model = learnedDays(new Selection());
        SplittableRandom random = new SplittableRandom(3);
        live(model, LEARNED, LEARNED + 2 * DAY, step -> daily(step, random));

        Forecast forecast = model.forecast(DAY, QuantileLevels.STANDARD);

        double error = 0;
        for (int t = 0; t < DAY; t++) {
            error += Math.abs(forecast.mean(t) - 4.1 - 3 * Math.sin(2 * Math.PI * (t + 1 - 1) / DAY)) / DAY;
        }
        assertThat(error).isLessThan(0.3);
    }

    @Test
    void whatHappenedOfLateIsKeptWithTheModel() {
        Selection selection = new Selection();
        FittedModel model = learnedDays(selection);
        live(model, LEARNED, LEARNED + DAY + 5, step -> Double.NaN);
        live(model, LEARNED + DAY + 5, LEARNED + 2 * DAY, step -> 0.01);

        FittedModel decoded = selection.decode(selection.encode(model), List.of());
        live(model, LEARNED + 2 * DAY, LEARNED + 2 * DAY + 7, step -> 0.02);
        live(decoded, LEARNED + 2 * DAY, LEARNED + 2 * DAY + 7, step -> 0.02);

        Forecast one = model.forecast(12, QuantileLevels.STANDARD);
        Forecast other = decoded.forecast(12, QuantileLevels.STANDARD);
        for (int t = 0; t < 12; t++) {
            assertThat(other.mean(t)).isEqualTo(one.mean(t));
            assertThat(other.quantile(7, t)).isEqualTo(one.quantile(7, t));
        }
        assertThat(one.mean(0)).isEqualTo(0.02);
    }
}
