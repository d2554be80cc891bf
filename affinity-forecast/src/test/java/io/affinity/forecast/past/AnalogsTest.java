// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalogsTest {

    @Test
    void theNearestMomentsAreThoseThatASortByTheDefinitionGives() {
        Random random = new Random(20261201);
        for (int round = 0; round < 200; round++) {
            byte[] states = states(random, 12 + random.nextInt(round % 2 == 0 ? 200 : 4021));
            int day = random.nextInt(4) == 0 ? 1 : 2 + random.nextInt(400);
            int end = states.length - random.nextInt(12);
            int most = 1 + random.nextInt(120);
            int[] expected = IntStream.iterate(end - 1, i -> i >= 11, i -> i - 1)
                    .boxed()
                    .sorted(Comparator.comparing(i -> distance(states, day, i)))
                    .limit(Math.min(most, end / 3))
                    .mapToInt(Integer::intValue)
                    .toArray();

            int[] nearest = Analogs.of(states, day).nearest(most, end);

            if (expected.length == Math.min(most, end / 3)) {
                assertThat(nearest).as("round %d, day of %d", round, day).containsExactlyInAnyOrder(expected);
            } else {
                assertThat(nearest).as("round %d", round).isEmpty();
            }
        }
    }

    @Test
    void aPastThatIsShorterThanTheWindowHasNone() {
        assertThat(Analogs.of(new byte[11], 288).nearest(100, 10)).isEmpty();
    }

    private static byte[] states(Random random, int length) {
        byte[] states = new byte[length];
        int distinct = 1 + random.nextInt(256);
        for (int i = 0; i < length; i++) {
            states[i] = i > 0 && random.nextInt(3) > 0 ? states[i - 1] : (byte) random.nextInt(distinct);
        }
        return states;
    }

    private static float distance(byte[] states, int day, int moment) {
        int last = states.length - 1;
        int difference = (states[moment] & 0xFF) - (states[last] & 0xFF);
        int sums = 0;
        for (int back = 0; back < 12; back++) {
            sums += (states[moment - back] & 0xFF) - (states[last - back] & 0xFF);
        }
        float mean = sums / 12f;
        int steps = (last - moment) % day;
        float apart = Math.min(steps, day - steps) / (float) day;
        return difference * difference + mean * mean + 0.5f * 255 * 255 * apart * apart;
    }
}
