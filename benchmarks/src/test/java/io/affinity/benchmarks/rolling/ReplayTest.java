// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.benchmarks.series.NamedSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private final ForecasterChoice persistence = ForecasterChoice.parse("persistence", List.of());

    @Test
    void everyOriginWithAWholeHorizonIsScoredAndRefitsFollowTheSchedule() {
        double[] values = new double[60];
        Arrays.setAll(values, i -> i % 2);

        SeriesLosses result = replay(40, 5, 3, 6, values.length).run(new NamedSeries("a", values), persistence);

        // Origins 40, 43, 46, 49, 52, 55 have five values left; refits are due at 46 and 52.
        assertThat(result.losses().get(0).origins()).isEqualTo(6);
        assertThat(result.losses().get(0).values()).isEqualTo(30);
        assertThat(result.fits()).isEqualTo(3);
    }

    @Test
    void aSeriesWithNothingToCompareIsNotCovered() {
        double[] values = new double[60];
        Arrays.fill(values, 40, 60, Double.NaN);
        Replay replay = replay(40, 5, 1, 0, 60);

        assertThat(replay.covers(new NamedSeries("a", values))).isFalse();
        assertThat(replay.covers(new NamedSeries("a", new double[44]))).isFalse();
        assertThat(replay.covers(new NamedSeries("a", new double[45]))).isTrue();
    }

    @Test
    void aModelThatCannotLearnHasFailed() {
        ForecasterChoice ets = ForecasterChoice.parse("ets", List.of());

        SeriesLosses result = replay(2, 1, 1, 0, 60).run(new NamedSeries("a", 1, 2, 3, 4), ets);

        assertThat(result.losses()).isEmpty();
        assertThat(result.description()).contains("InsufficientHistory");
    }

    private static Replay replay(int train, int horizon, int stride, int refitSteps, int window) {
        return new Replay(train, List.of(horizon), stride, refitSteps, window, 0, 100);
    }
}
