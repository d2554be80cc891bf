package io.affinity.forecast.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelShiftsTest {

    private static final int SERIES = 200;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9})
    void seldomFindsAShiftWhereThereIsNone(double correlation) {
        long alarms = LongStream.range(0, SERIES)
                .filter(seed -> !LevelShifts.of(Noise.series(Noise.of(600, correlation, seed)), List.of())
                        .isEmpty())
                .count();

        assertThat(alarms).isLessThanOrEqualTo(SERIES / 20);
    }

    @Test
    void seldomTakesARandomWalkForALevelThatShifts() {
        long alarms = LongStream.range(0, SERIES)
                .filter(seed ->
                        !LevelShifts.of(Noise.series(walk(seed)), List.of()).isEmpty())
                .count();

        assertThat(alarms).isLessThanOrEqualTo(SERIES / 5);
    }

    @Test
    void takesNeitherASeasonNorSpikesForAShift() {
        double[] values = Noise.of(14 * 288, 0, 1);
        for (int i = 0; i < values.length; i++) {
            values[i] += 10 * Math.sin(2 * Math.PI * i / 288) + (i % 500 == 7 ? 100 : 0);
        }

        assertThat(LevelShifts.of(Noise.series(values), List.of(288, 2016))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 560})
    void findsWhereTheLevelShifts(int at) {
        double[] values = Noise.of(600, 0.3, 2);
        for (int i = at; i < values.length; i++) {
            values[i] += 5;
        }

        assertThat(LevelShifts.of(Noise.series(values), List.of()))
                .singleElement()
                .satisfies(found -> assertThat(found).isBetween(at - 5, at + 5));
    }

    @Test
    void findsSeveralShiftsAcrossGapsAndAtAnyScale() {
        double[] values = Noise.of(600, 0, 3);
        for (int i = 0; i < values.length; i++) {
            values[i] = 1e12 * (values[i] + (i >= 200 ? 8 : 0) - (i >= 400 ? 4 : 0));
            values[i] = i % 3 == 0 ? Double.NaN : values[i];
        }

        assertThat(LevelShifts.of(Noise.series(values), List.of())).hasSize(2).satisfies(found -> {
            assertThat(found.get(0)).isBetween(195, 205);
            assertThat(found.get(1)).isBetween(395, 405);
        });
    }

    @Test
    void findsTheShiftOfASeriesThatDoesNotVary() {
        double[] values = new double[240];
        Arrays.fill(values, 100, 240, 3.5);

        assertThat(LevelShifts.of(Noise.series(values), List.of())).containsExactly(100);
        assertThat(LevelShifts.of(Noise.series(new double[240]), List.of())).isEmpty();
    }

    @Test
    void findsNothingInShortOrMissingSeries() {
        double[] missing = new double[300];
        Arrays.fill(missing, Double.NaN);

        assertThat(LevelShifts.of(Noise.series(), List.of())).isEmpty();
        assertThat(LevelShifts.of(Noise.series(1, 1, 1, 9, 9, 9), List.of())).isEmpty();
        assertThat(LevelShifts.of(Noise.series(missing), List.of())).isEmpty();
    }

    private static double[] walk(long seed) {
        Random random = new Random(seed);
        double[] values = new double[600];
        for (int i = 1; i < values.length; i++) {
            values[i] = values[i - 1] + random.nextGaussian();
        }
        return values;
    }
}
