// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class EffectRegressionTest {

    private static final int DAY = 288;

    private final SplittableRandom random = new SplittableRandom(1);

    private static double[] series(int length, IntToDoubleFunction value) {
        double[] series = new double[length];
        Arrays.setAll(series, value);
        return series;
    }

    /** Two hours from two on, each night. */
    private static double nightly(int i) {
        return i % DAY >= 24 && i % DAY < 48 ? 1 : 0;
    }

    private static double course(int i) {
        return 2 + Math.sin(2 * Math.PI * i / DAY);
    }

    @Test
    void findsWhatAnEventAddsThatAlwaysComesAtTheSameTimeOfDay() {
        double[] demand = series(7 * DAY, i -> course(i) + 3 * nightly(i) + 0.1 * random.nextGaussian());

        OwnEffect effect =
                EffectRegression.fit(demand, new double[][] {series(demand.length, EffectRegressionTest::nightly)})[0];

        assertThat(effect.size()).isCloseTo(3, within(0.3));
        assertThat(effect.isCertain()).isTrue();
    }

    @Test
    void findsItWhereTheLevelWanders() {
        double[] level = new double[7 * DAY];
        for (int i = 1; i < level.length; i++) {
            level[i] = level[i - 1] + 0.05 * random.nextGaussian();
        }
        double[] demand = series(level.length, i -> 10 + level[i] + 2 * nightly(i));

        OwnEffect effect =
                EffectRegression.fit(demand, new double[][] {series(demand.length, EffectRegressionTest::nightly)})[0];

        assertThat(Math.abs(effect.size() - 2)).isLessThan(3 * Math.sqrt(effect.variance()));
        assertThat(effect.isCertain()).isTrue();
    }

    @Test
    void tellsTwoKindsApart() {
        IntToDoubleFunction other = i -> i / DAY % 2 == 0 && i % DAY >= 36 && i % DAY < 60 ? 2 : 0;
        double[] demand = series(8 * DAY, i -> 5 + nightly(i) - 0.5 * other.applyAsDouble(i));

        OwnEffect[] effects = EffectRegression.fit(
                demand,
                new double[][] {series(demand.length, EffectRegressionTest::nightly), series(demand.length, other)});

        assertThat(effects[0].size()).isCloseTo(1, within(0.02));
        assertThat(effects[1].size()).isCloseTo(-0.5, within(0.02));
    }

    @Test
    void noEffectIsNotCertain() {
        int certain = 0;
        for (int i = 0; i < 100; i++) {
            double[] demand = series(7 * DAY, at -> 5 + random.nextGaussian());
            certain +=
                    EffectRegression.fit(demand, new double[][] {series(demand.length, EffectRegressionTest::nightly)})[
                                    0]
                                    .isCertain()
                            ? 1
                            : 0;
        }

        assertThat(certain).isLessThan(15);
    }

    @Test
    void whatIsMissingCountsForNothing() {
        double[] demand = series(4 * DAY, i -> i % 7 == 0 ? Double.NaN : 4 + 3 * nightly(i));

        OwnEffect effect =
                EffectRegression.fit(demand, new double[][] {series(demand.length, EffectRegressionTest::nightly)})[0];

        assertThat(effect.size()).isCloseTo(3, within(1e-9));
    }

    @Test
    void aSeriesWithoutTheEventSaysNothingOfIt() {
        OwnEffect effect = EffectRegression.fit(series(DAY, i -> 1.0), new double[][] {new double[DAY]})[0];

        assertThat(effect.variance()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(effect.isCertain()).isFalse();
    }

    @Test
    void aSeriesShorterThanASpanSaysNothing() {
        OwnEffect effect = EffectRegression.fit(new double[] {1, 2}, new double[][] {new double[] {0, 1}})[0];

        assertThat(effect.variance()).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
