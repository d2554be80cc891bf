// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowLossesTest {

    private static final int SEASON = GiftTask.H_SHORT.season();
    private static final int HORIZON = GiftTask.H_SHORT.horizon();

    /** Two seasons that differ by 2 at each step, then 4 at the first step of the window, and nothing measured after it. */
    private static EvalWindow window() {
        double[] values = new double[2 * SEASON + HORIZON];
        Arrays.fill(values, SEASON, 2 * SEASON, 2);
        Arrays.fill(values, 2 * SEASON, values.length, Double.NaN);
        values[2 * SEASON] = 4;
        return new EvalWindow(GiftTask.H_SHORT, "1", "pct", values, 1);
    }

    private static double[] deciles(double each) {
        double[] deciles = new double[9 * HORIZON];
        Arrays.fill(deciles, each);
        return deciles;
    }

    @Test
    void lossesAreTwiceThePinballLossOverTheDecilesAndErrorsOfTheMedianInSeasonalErrors() {
        WindowLosses losses = WindowLosses.of(window(), deciles(1));

        // 2 x 3 x the mean of 0.1 ... 0.9
        assertThat(losses.pinball()).isCloseTo(3, within(1e-12));
        assertThat(losses.absolute()).isEqualTo(4);
        assertThat(losses.wql()).isCloseTo(0.75, within(1e-12));
        assertThat(losses.mase()).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void anOvershootCountsByTheOtherSideOfTheLevel() {
        // 2 x 4 x the mean of 0.9 ... 0.1
        assertThat(WindowLosses.of(window(), deciles(8)).pinball()).isCloseTo(4, within(1e-12));
    }

    @Test
    void whereNothingDiffersFromTheSeasonBeforeThereIsNoScale() {
        EvalWindow still = new EvalWindow(GiftTask.H_SHORT, "1", "pct", new double[2 * SEASON + HORIZON], 1);

        assertThat(WindowLosses.of(still, deciles(1)).scaled()).isZero();
    }

    @Test
    void theNaiveForecastIsTheLastSeasonWithNormalIntervalsThatGrowBySeason() {
        double[] deciles = NaiveForecast.of(window().history(), SEASON, HORIZON, WindowAnswer.DECILES);

        assertThat(deciles[4]).isEqualTo(2);
        // The differences are all 2; the 0.9 quantile of the normal distribution is 1.2815515655.
        assertThat(deciles[8]).isCloseTo(2 + 2 * 1.2815515655, within(1e-9));
        assertThat(deciles[9 * SEASON + 8]).isCloseTo(2 + 2 * Math.sqrt(2) * 1.2815515655, within(1e-9));
    }

    @Test
    void hoursAreMeansOfTheSlotsThatArePresent() {
        double[] slots = new double[30];
        Arrays.fill(slots, 0, 12, 1);
        slots[0] = 13;
        Arrays.fill(slots, 12, 24, Double.NaN);
        slots[20] = 7;

        assertThat(GiftTask.H_SHORT.resampled(slots)).containsExactly(2, 7);
    }
}
