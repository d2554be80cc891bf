// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateOrderTest {

    @Test
    void valuesAreInOrderAndEqualOnesAsTheyStandHoweverTheyFallIntoStates() {
        Random random = new Random(20261201);
        StateOrder order = new StateOrder(600);
        for (int round = 0; round < 500; round++) {
            int count = 1 + random.nextInt(600);
            int states = 1 + random.nextInt(256);
            int distinct = 1 + random.nextInt(1000);
            float[] values = new float[count];
            byte[] its = new byte[count];
            for (int i = 0; i < count; i++) {
                int drawn = random.nextInt(distinct);
                values[i] = (drawn - distinct / 3) * 0.37f;
                its[i] = (byte) ((long) drawn * states / distinct);
            }
            int[] expected = IntStream.range(0, count)
                    .boxed()
                    .sorted(Comparator.comparing(i -> values[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();

            assertThat(Arrays.copyOf(order.of(values, its, count), count))
                    .as("%d values in %d states", count, states)
                    .isEqualTo(expected);
        }
    }
}
