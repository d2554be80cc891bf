// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockBootstrapTest {

    private static final double Z = 1.2816;

    private static double[] noise(int length, long seed) {
        Random random = new Random(seed);
        double[] noise = new double[length];
        Arrays.setAll(noise, i -> random.nextGaussian());
        return noise;
    }

    @Test
    void theSumOfConstantsIsCertain() {
        double[] ones = new double[100];
        Arrays.fill(ones, 1);

        assertThat(new BlockBootstrap(12, 1).sums(ones)).containsExactly(new Interval(100, 100, 100));
    }

    @Test
    void forIndependentValuesItIsThatOfTheNormalDistribution() {
        double[] values = noise(2000, 1);

        Interval interval = new BlockBootstrap(1, 1).sums(values)[0];

        assertThat(interval.high() - interval.low()).isCloseTo(2 * Z * Math.sqrt(2000), within(12.0));
    }

    @Test
    void neighborsThatAreAlikeMakeItWider() {
        double[] steps = noise(200, 2);
        double[] values = new double[2000];
        Arrays.setAll(values, i -> steps[i / 10]);

        Interval interval = new BlockBootstrap(50, 1).sums(values)[0];

        assertThat(interval.high() - interval.low())
                .as("ten like values vary as one that is ten times as large")
                .isCloseTo(2 * Z * 10 * Math.sqrt(200), within(80.0));
    }

    @Test
    void itCoversWhatItPromises() {
        int covered = 0;
        for (int seed = 0; seed < 300; seed++) {
            Interval interval = new BlockBootstrap(12, seed).sums(noise(288, seed))[0];
            covered += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
        }

        assertThat(covered / 300.0).isBetween(0.7, 0.87);
    }

    @Test
    void tooLittleTellsNothingOfChance() {
        assertThat(new BlockBootstrap(12, 1).sums(noise(20, 1), noise(20, 2)))
                .allMatch(interval -> interval.low() == interval.high());
    }

    @Test
    void equalSeedsGiveEqualIntervals() {
        assertThat(new BlockBootstrap(12, 7).sums(noise(100, 1)))
                .isEqualTo(new BlockBootstrap(12, 7).sums(noise(100, 1)));
    }
}
