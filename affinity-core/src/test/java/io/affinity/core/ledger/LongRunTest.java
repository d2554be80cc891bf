// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LongRunTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int WEEKS = 4032;

    @Test
    void aSeriesThatIsOftenOffIsOffInItsQuantiles() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[WEEKS];
        for (int i = 0; i < WEEKS; i++) {
            values[i] = random.nextDouble() < 0.3 ? 20 : 0;
        }

        LongRun longRun = LongRun.of(place -> values[(int) place], WEEKS - 1, WEEKS, STEP);

        assertThat(longRun.quantile(0.5)).isZero();
        assertThat(longRun.quantile(0.85)).isEqualTo(20);
        assertThat(longRun.mean()).isBetween(4.0, 8.0);
    }

    /** Of what is 3 days old a third counts: of a step 3 days ago, 1 - exp(-1) of the weight is after it. */
    @Test
    void whatIsOldCountsForLess() {
        LongRun longRun = LongRun.of(place -> place >= WEEKS - 3 * 288 ? 1 : 0, WEEKS - 1, WEEKS, STEP);

        double expected = (1 - Math.exp(-1)) / (1 - Math.exp(-14 / 3.0));
        assertThat(longRun.mean()).isCloseTo(expected, within(0.01));
        assertThat(longRun.quantile(1 - expected - 0.02)).isZero();
        assertThat(longRun.quantile(1 - expected + 0.02)).isEqualTo(1);
    }

    @Test
    void whatComesOncePerHourIsLookedAtAsOftenAsItComes() {
        LongRun longRun = LongRun.of(place -> place % 12 == 0 ? 12 : 0, WEEKS - 1, WEEKS, STEP);

        assertThat(longRun.mean()).isBetween(0.7, 1.4);
    }

    @Test
    void whatIsMissingIsLeftOutAndNothingIsEmpty() {
        LongRun some = LongRun.of(place -> place % 2 == 0 ? Double.NaN : 3, WEEKS - 1, WEEKS, STEP);
        LongRun none = LongRun.of(place -> Double.NaN, WEEKS - 1, WEEKS, STEP);
        LongRun one = LongRun.of(place -> place == 11 ? 5 : Double.NaN, 11, 12, STEP);

        assertThat(some.quantile(0.01)).isEqualTo(3);
        assertThat(some.mean()).isCloseTo(3, within(1e-12));
        assertThat(none.isEmpty()).isTrue();
        assertThat(one.quantile(0.9)).isEqualTo(5);
    }
}
