// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LevelStationarityTest {

    @Test
    void tellsAWanderingLevelFromASteadyOne() {
        SplittableRandom random = new SplittableRandom(1);
        double[] noise = random.doubles(500).toArray();
        double[] walk = noise.clone();
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + noise[i] - 0.5;
        }

        assertThat(LevelStationarity.isRejected(noise)).isFalse();
        assertThat(LevelStationarity.isRejected(walk)).isTrue();
        assertThat(LevelStationarity.isRejected(new double[50])).isFalse();
    }
}
