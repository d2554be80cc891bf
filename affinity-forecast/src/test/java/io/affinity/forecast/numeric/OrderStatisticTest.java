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
}
