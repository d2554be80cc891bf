// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.demand.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LikelySeasonTest {

    private final Random random = new Random(20260104);

    @Test
    void takesTheWeekWhereWeekendsDiffer() {
        assertThat(likely(336, hour -> hour % 168 < 120 && hour % 24 == 6 ? 80 : 5))
                .isEqualTo(168);
    }

    @Test
    void takesTheDayWhereTheWeekAddsNothing() {
        assertThat(likely(336, hour -> hour % 24 == 1 ? 80 : 5)).isEqualTo(24);
    }

    @Test
    void takesTheShortestWhereTheHistoryIsShort() {
        assertThat(likely(200, hour -> hour % 168 < 120 && hour % 24 == 6 ? 80 : 5))
                .isEqualTo(24);
        assertThat(likely(30, hour -> hour)).isEqualTo(24);
    }

    @Test
    void takesTheShortestWhereEverythingIsMissing() {
        assertThat(likely(336, hour -> Double.NaN)).isEqualTo(24);
    }

    private int likely(int length, IntToDoubleFunction demand) {
        double[] values = new double[length];
        Arrays.setAll(values, i -> demand.applyAsDouble(i) * (1 + 0.05 * random.nextGaussian()));
        return LikelySeason.among(List.of(168, 24), TimeSeries.of(Instant.EPOCH, Duration.ofHours(1), values));
    }
}
