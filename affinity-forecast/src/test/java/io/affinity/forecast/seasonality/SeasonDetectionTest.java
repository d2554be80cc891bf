// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonDetectionTest {

    private static final int WEEKS_OF_HOURS = 6 * 168;

    private final SeasonDetection detection = SeasonDetection.withDefaults();

    @ParameterizedTest
    @EnumSource
    void findsNoSeasonWhereThereIsNoneButForTheFalseAlarmRate(Generated kind) {
        long alarms = IntStream.range(0, 200)
                .filter(number -> !detection
                        .among(List.of(24, 168), Generated.series(kind.values(WEEKS_OF_HOURS, number)))
                        .isEmpty())
                .count();

        // 2 are expected at one in a hundred; more than 6 happen once in 200 such tests.
        assertThat(alarms).isLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource
    void seldomFindsASeasonOfAnyPeriodWhereThereIsNone(Generated kind) {
        long alarms = IntStream.range(0, 25)
                .filter(number -> !detection
                        .anyOf(Generated.series(kind.values(504, number)))
                        .isEmpty())
                .count();

        assertThat(alarms).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOISE", "WALK", "AUTOCORRELATED", "TREND", "HEAVY_TAILS", "GAPS"})
    void findsADayAndNoWeekInADailyWave(Generated noise) {
        double[] values = noise.values(WEEKS_OF_HOURS, 7);
        for (int i = 0; i < values.length; i++) {
            values[i] += 2.5 * Math.sin(2 * Math.PI * i / 24);
        }

        List<DetectedSeason> seasons = detection.among(List.of(168, 24), Generated.series(values));

        assertThat(seasons).extracting(DetectedSeason::period).containsExactly(24);
        assertThat(seasons.get(0).falseAlarm()).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 288})
    void findsTheDayAndTheWeek(int day) {
        double[] values = Generated.NOISE.values(4 * 7 * day, 3);
        for (int i = 0; i < values.length; i++) {
            boolean weekend = i / day % 7 > 4;
            values[i] = values[i] / 2 + (weekend ? 0.3 : 1) * Math.sin(2 * Math.PI * i / day) + (weekend ? 0 : 0.5);
        }

        assertThat(detection.among(List.of(day, 7 * day), Generated.series(values)))
                .extracting(DetectedSeason::period)
                .containsExactly(day, 7 * day);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOISE", "WALK", "GAPS"})
    void findsAJobThatRunsOnceADay(Generated noise) {
        double[] values = noise.values(14 * 288, 5);
        for (int i = 40; i < values.length; i += 288) {
            values[i] += 25;
            values[i + 1] += 25;
        }

        assertThat(detection.among(List.of(288, 2016), Generated.series(values)))
                .extracting(DetectedSeason::period)
                .containsExactly(288);
    }

    @Test
    void findsThePeriodOfAJobByItself() {
        double[] values = Generated.NOISE.values(2016, 5);
        for (int i = 4; i < values.length; i += 36) {
            values[i] += 12;
        }

        assertThat(detection.anyOf(Generated.series(values)))
                .extracting(DetectedSeason::period)
                .containsExactly(36);
    }

    @Test
    void saysHowMuchASeasonExplains() {
        double[] values = Generated.NOISE.values(WEEKS_OF_HOURS, 2);
        double[] pure = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            pure[i] = Math.sqrt(2) * Math.sin(2 * Math.PI * i / 24);
            values[i] += pure[i];
        }

        assertThat(detection.among(List.of(24), Generated.series(values)).get(0).strength())
                .isBetween(0.4, 0.55);
        assertThat(detection.among(List.of(24), Generated.series(pure)).get(0).strength())
                .isGreaterThan(0.999);
    }

    @Test
    void findsNothingInConstantShortOrEmptySeries() {
        double[] missing = {Double.NaN, Double.NaN, Double.NaN};

        assertThat(detection.among(List.of(2, 24), Generated.series(new double[480])))
                .isEmpty();
        assertThat(detection.anyOf(Generated.series(new double[480]))).isEmpty();
        assertThat(detection.anyOf(Generated.series(1, 2, 1, 2))).isEmpty();
        assertThat(detection.anyOf(Generated.series())).isEmpty();
        assertThat(detection.among(List.of(24), Generated.series(missing))).isEmpty();
    }

    @Test
    void doesNotFindAPeriodSeenLessThanTwice() {
        double[] wave = IntStream.range(0, 47)
                .mapToDouble(i -> Math.sin(2 * Math.PI * i / 24))
                .toArray();

        assertThat(detection.among(List.of(24), Generated.series(wave))).isEmpty();
    }

    @Test
    void refusesAnImpossiblePeriodOrRate() {
        assertThatThrownBy(() -> detection.among(List.of(1), Generated.series()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(1)");
        assertThatThrownBy(() -> detection.withFalseAlarmRate(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
