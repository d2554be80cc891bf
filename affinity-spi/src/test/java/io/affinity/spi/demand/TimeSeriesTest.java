// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    @Test
    void putsEachValueOnTheGrid() {
        TimeSeries series = TimeSeries.of(START, STEP, 1, Double.NaN, 3);

        assertThat(series.length()).isEqualTo(3);
        assertThat(series.present()).isEqualTo(2);
        assertThat(series.value(2)).isEqualTo(3);
        assertThat(series.timeOf(2)).isEqualTo(Instant.parse("2026-01-05T00:10:00Z"));
        assertThat(series.timeOf(3)).as("the grid goes on").isEqualTo(Instant.parse("2026-01-05T00:15:00Z"));
        assertThat(series.trust()).isEqualTo(Trust.HIGH);
    }

    @Test
    void copiesValuesInAndOut() {
        double[] values = {1, 2};
        TimeSeries series = TimeSeries.of(START, STEP, values);

        values[0] = 99;
        series.values()[1] = 99;

        assertThat(series.values()).containsExactly(1, 2);
    }

    @Test
    void slicesWithTimesAndTrust() {
        TimeSeries slice =
                TimeSeries.of(START, STEP, 1, 2, 3, 4).withTrust(Trust.LOW).slice(1, 3);

        assertThat(slice).isEqualTo(TimeSeries.of(START.plus(STEP), STEP, 2, 3).withTrust(Trust.LOW));
    }

    @Test
    void differsByTrustAndTreatsMissingValuesAsEqual() {
        TimeSeries series = TimeSeries.of(START, STEP, 1, Double.NaN);

        assertThat(series)
                .isEqualTo(TimeSeries.of(START, STEP, 1, Double.NaN))
                .hasSameHashCodeAs(TimeSeries.of(START, STEP, 1, Double.NaN))
                .isNotEqualTo(series.withTrust(Trust.NONE))
                .isNotEqualTo(TimeSeries.of(START, STEP.plusSeconds(1), 1, Double.NaN));
    }

    @Test
    void mayBeEmpty() {
        TimeSeries empty = TimeSeries.of(START, STEP);

        assertThat(empty.length()).isZero();
        assertThat(empty.present()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void rejectsInfinity(double infinite) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeSeries.of(START, STEP, 1, infinite))
                .withMessage("The value at index 1 (" + infinite + ") must be finite, or NaN where it is missing.");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -300})
    void rejectsAStepThatDoesNotAdvance(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeSeries.of(START, Duration.ofSeconds(seconds)))
                .withMessageContaining("must be positive");
    }
}
