// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final QuantileLevels LEVELS = QuantileLevels.of(0.1, 0.25, 0.5, 0.8, 0.99);

    @Test
    void quantilesLieBetweenTheMiddlesOfTheWeights() {
        double[] quantiles = new double[5];

        // Weights 1, 2, 1 of 4: their middles are at 0.125, 0.5 and 0.875.
        float[] values = {20, 10, 40};
        double[] weights = {2, 1, 1};
        double mean = Sample.quantiles(values, weights, new int[] {1, 0, 2}, 3, LEVELS, quantiles);

        assertThat(mean).isEqualTo(22.5);
        assertThat(quantiles[0]).isEqualTo(10);
        assertThat(quantiles[1]).isCloseTo(10 + 10 / 3.0, within(1e-9));
        assertThat(quantiles[2]).isEqualTo(20);
        assertThat(quantiles[3]).isCloseTo(20 + 20 * 0.8, within(1e-9));
        assertThat(quantiles[4]).isEqualTo(40);
    }

    @Test
    void equalWeightsGiveTheQuantilesOfTheSortedSample() {
        Random random = new Random(20260201);
        for (int round = 0; round < 100; round++) {
            float[] values = new float[1 + random.nextInt(60)];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextGaussian();
            }
            double[] weights = new double[values.length];
            Arrays.fill(weights, 0.5);
            Arrays.sort(values);
            int[] order = IntStream.range(0, values.length).toArray();
            double[] weighted = new double[5];
            double[] plain = new double[5];

            Sample.quantiles(values, weights, order, values.length, LEVELS, weighted);
            Sample.quantiles(values, order, values.length, LEVELS, plain, 0);

            assertThat(weighted).as("round %d", round).containsExactly(plain, within(1e-5));
        }
    }
}
