// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoadsAtLeadTest {

    private static final int SCENARIOS = 32;
    private static final int VMS = 9;

    @Test
    void whatVmsHaveInCommonIsInTheJointScenariosOnly() {
        LoadsAtLead scores = new LoadsAtLead(1, SCENARIOS);
        Random random = new Random(11);
        SplittableRandom order = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            double[] common = random.doubles(SCENARIOS).toArray();
            double[][] demands = new double[VMS][];
            for (int vm = 0; vm < VMS; vm++) {
                demands[vm] = common.clone();
            }
            scores.add(demands, VMS * random.nextDouble(), order);
        }

        assertThat(scores.of(Ranks.JOINT).inside()).isEqualTo(27.0 / 33, within(0.03));
        assertThat(scores.of(Ranks.JOINT).errorVariance()).isEqualTo(1, within(0.1));
        // The variance of a sum of nine that are independent is a ninth of that of nine times the same.
        assertThat(scores.of(Ranks.SHUFFLED).errorVariance()).isEqualTo(VMS, within(1.0));
        assertThat(scores.of(Ranks.SHUFFLED).inside()).isLessThan(0.5);
        assertThat(scores.of(Ranks.SHUFFLED).meanRatio())
                .isEqualTo(scores.of(Ranks.JOINT).meanRatio(), within(1e-9));
        assertThat(scores.of(Ranks.SHUFFLED).crps())
                .isGreaterThan(scores.of(Ranks.JOINT).crps());
    }
}
