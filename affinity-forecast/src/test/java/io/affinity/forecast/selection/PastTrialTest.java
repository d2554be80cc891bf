// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastTrialTest {

    private static final int GROUPS = LeadGroups.COUNT;

    private static BacktestScore all(double loss) {
        Double[] byLead = new Double[GROUPS];
        Arrays.fill(byLead, loss);
        return new BacktestScore(loss, loss, List.of(byLead));
    }

    private static double[] constant(double value) {
        double[] quantiles = new double[PastTrial.FARTHEST * PinballLoss.LEVELS.size()];
        Arrays.fill(quantiles, value);
        return quantiles;
    }

    /** The model says 1, the long run 2, the regimes 3, whenever they are asked; what comes is 1. */
    private static PastTrial after(PastTrial trial, int steps) {
        for (int i = 0; i < steps; i++) {
            if (trial.observe(1)) {
                for (int c = 0; c < PastTrial.CONTENDERS; c++) {
                    trial.hear(c, constant(c + 1));
                }
            }
        }
        return trial;
    }

    @Test
    void beginsWithTheBacktestAndFollowsWhatComes() {
        PastTrial trial = PastTrial.of(List.of(all(4), all(1), all(2)));
        assertThat(trial.loss(0, 0)).isEqualTo(4);

        after(trial, 2016);

        // The pinball loss of what is one above at 0.1, 0.5 and 0.9 is half in the mean.
        double forgotten = Math.pow(1 - 1 / 126.0, 2016 / 48.0 * 3);
        assertThat(trial.loss(0, 0)).isCloseTo(4 * forgotten, within(0.1));
        assertThat(trial.loss(0, 1)).isCloseTo(0.5 + 0.5 * forgotten, within(0.05));
        assertThat(trial.loss(3, 0))
                .as("what is told a day ahead takes a day to come")
                .isGreaterThan(trial.loss(0, 0));
    }

    @Test
    void whatTheBacktestCouldNotTellIsKnownWhenEnoughHasCome() {
        PastTrial trial = PastTrial.of(List.of(BacktestScore.NONE, BacktestScore.NONE, BacktestScore.NONE));

        after(trial, 480);
        assertThat(trial.loss(0, 0)).isNaN();

        after(trial, 480);
        assertThat(trial.loss(0, 0)).isZero();
        assertThat(trial.loss(0, 2)).isEqualTo(1, within(1e-6));
    }

    @Test
    void whatIsMissingIsNotCounted() {
        PastTrial trial = PastTrial.of(List.of(all(1), all(1), all(1)));

        for (int i = 0; i < 1000; i++) {
            if (trial.observe(Double.NaN)) {
                for (int c = 0; c < PastTrial.CONTENDERS; c++) {
                    trial.hear(c, constant(100));
                }
            }
        }

        assertThat(trial.loss(0, 0)).isEqualTo(1);
        assertThat(trial.loss(3, 2)).isEqualTo(1);
    }
}
