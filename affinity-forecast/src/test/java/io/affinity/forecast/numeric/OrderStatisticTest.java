// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderStatisticTest {

    @Test
    void theValueOfARankIsThatOfTheSortedValues() {
        Random random = new Random(20260202);
        for (int round = 0; round < 300; round++) {
            float[] values = new float[1 + random.nextInt(80)];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(10) == 0 ? Float.POSITIVE_INFINITY : random.nextInt(20);
            }
            float[] sorted = values.clone();
            Arrays.sort(sorted);
            int rank = random.nextInt(values.length);

            assertThat(OrderStatistic.of(values, rank)).as("round %d", round).isEqualTo(sorted[rank]);
        }
    }

    @Test
    void aLowRankIsFoundWithoutOrderingAllWhateverTheOrderIs() {
        Random random = new Random(20261201);
        for (int round = 0; round < 600; round++) {
            float[] values = new float[1 + random.nextInt(3000)];
            for (int i = 0; i < values.length; i++) {
                float rising = random.nextInt(3) == 0 ? i : 0;
                values[i] = random.nextInt(10) == 0 ? Float.POSITIVE_INFINITY : rising + random.nextInt(500);
            }
            int count = 1 + random.nextInt(values.length);
            float[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            float[] before = values.clone();
            int rank = round % 2 == 0 ? random.nextInt(count) : random.nextInt(1 + count / 40);

            assertThat(OrderStatistic.ofLow(values, count, rank))
                    .as("round %d", round)
                    .isEqualTo(sorted[rank]);
            assertThat(values).isEqualTo(before);
        }
    }
}
