// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarginalDrawsTest {

    private static final int STEPS = 6;
    private static final int SCENARIOS = 32;

    /** Standard normal quantiles at {@link QuantileLevels#STANDARD}. */
    private static final double[] NORMAL = {
        -1.95996, -1.64485, -1.28155, -0.67449, 0, 0.67449, 1.28155, 1.64485, 1.95996
    };

    private static Forecast forecast(double mean, double... quantiles) {
        double[] means = new double[STEPS];
        double[] all = new double[STEPS * quantiles.length];
        Arrays.fill(means, mean);
        for (int i = 0; i < all.length; i++) {
            all[i] = quantiles[i % quantiles.length];
        }
        QuantileLevels levels = quantiles.length == 1 ? QuantileLevels.of(0.5) : QuantileLevels.STANDARD;
        return Forecast.of(ORIGIN, STEP, levels, means, all);
    }

    private static Forecast normal(double mean, double deviation) {
        return forecast(
                mean, Arrays.stream(NORMAL).map(z -> mean + deviation * z).toArray());
    }

    private static double[] draw(Forecast forecast, int step, long seed, int count, double promised) {
        MarginalDraws draws = new MarginalDraws(count);
        draws.begin(new SplittableRandom(seed));
        return draws.draw(forecast, step, new DrawPlaces(forecast.levels(), count), promised, Correction.NONE)
                .clone();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Any mean and spread, from idle VMs to ones that want more than they may use. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void drawsAscendWithinTheirBounds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            double mean = random.nextDouble(-0.5, 6);
            Forecast forecast = normal(mean, Math.exp(random.nextDouble(-6, 2)));
            int count = 1 + random.nextInt(128);
            double ceiling = Math.max(4, forecast.quantile(8, 0));

            double[] drawn = draw(forecast, random.nextInt(STEPS), seed + i, count, 4);

            assertThat(drawn).isSorted();
            assertThat(drawn[0]).isNotNegative();
            assertThat(drawn[count - 1])
                    .isLessThanOrEqualTo(ceiling)
                    .isLessThanOrEqualTo(MarginalDraws.highest(
                            forecast, 0, new DrawPlaces(forecast.levels(), count), 4, Correction.NONE));
        }
    }

    /** Beyond the levels an exponential tail goes on; the last place of the last stratum is at 1 - 1 / 1024. */
    @Test
    void tailsAreThoseOfAnExponentialDistribution() {
        Forecast forecast = normal(2, 0.3);
        double perNat = (forecast.quantile(8, 0) - forecast.quantile(7, 0)) / Math.log(2);

        double highest =
                MarginalDraws.highest(forecast, 0, new DrawPlaces(forecast.levels(), SCENARIOS), 100, Correction.NONE);

        assertThat(highest).isCloseTo(forecast.quantile(8, 0) + perNat * Math.log(0.025 * 1024), within(1e-9));
    }

    /** What happens in 1 of 128 steps is in 32 draws of some VMs at some steps, and as often as it should be. */
    @Test
    void whatIsRarerThanOneScenarioHappensToSome() {
        Forecast forecast = normal(2, 0.3);
        double perNat = (forecast.quantile(8, 0) - forecast.quantile(7, 0)) / Math.log(2);
        double rare = forecast.quantile(8, 0) + perNat * Math.log(0.025 * 128);
        int happened = 0;
        for (int vm = 0; vm < 1000; vm++) {
            for (int t = 0; t < STEPS; t++) {
                for (double value : draw(forecast, t, vm, SCENARIOS, 100)) {
                    happened += value > rare ? 1 : 0;
                }
            }
        }

        assertThat(happened / (1000.0 * STEPS * SCENARIOS)).isCloseTo(1 / 128.0, within(0.0004));
    }

    /** A VM that is idle but for bursts: its model says 0.3 on the average, its quantiles 0.6. */
    @Test
    void ofAnExcessOverTheMeanAPartIsTakenFromTheBodyAndPeaksAreKept() {
        Forecast high = forecast(10, 0, 0, 0, 0.1, 0.2, 0.3, 1, 4, 6);
        Forecast low = forecast(0.3, 0, 0, 0, 0.1, 0.2, 0.3, 1, 4, 6);
        for (int seed = 0; seed < 20; seed++) {
            double[] unchanged = draw(high, 0, seed, SCENARIOS, 100);
            double[] lowered = draw(low, 0, seed, SCENARIOS, 100);

            assertThat(mean(lowered)).isCloseTo(0.3 + 0.15 * (mean(unchanged) - 0.3), within(1e-9));
            assertThat(lowered[SCENARIOS - 1]).isGreaterThan(0.9 * unchanged[SCENARIOS - 1]);
            assertThat(lowered[SCENARIOS / 2]).isLessThan(0.5 * unchanged[SCENARIOS / 2]);
        }
    }

    /** Cut at zero, the draws of an idle VM would mean 0.18. */
    @Test
    void idleVmsHaveNearlyTheirMean() {
        double[] drawn = draw(normal(0.1, 0.3), 0, 1, 128, 4);

        assertThat(mean(drawn)).isBetween(0.1, 0.14);
        assertThat(drawn[127]).isGreaterThan(0.7);
    }

    @Test
    void aForecastAboveTheAllocationIsBelieved() {
        double[] drawn = draw(normal(4.2, 0.05), 0, 1, SCENARIOS, 4);

        assertThat(mean(drawn)).isCloseTo(4.2, within(0.01));
        assertThat(drawn[SCENARIOS - 1]).isGreaterThan(4.29);
    }

    @Test
    void aForecastOfOneValueIsThatValue() {
        assertThat(draw(forecast(4.2, 4.2), 0, 1, SCENARIOS, 4)).containsOnly(4.2);
    }
}
