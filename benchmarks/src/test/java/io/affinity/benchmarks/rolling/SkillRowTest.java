// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.benchmarks.series.NamedSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillRowTest {

    @ParameterizedTest
    @CsvSource({
        "auto: persistence; pinball loss in a backtest, persistence, true",
        "auto: seasonal naive of 288 steps; why, seasonal-naive@288, true",
        "auto: smoothing; persistence 1.2, persistence, false",
        "auto: seasonal naive; why, persistence, false"
    })
    void theSelectorHasPickedWhatItsDescriptionNamesBeforeTheReason(
            String description, String reference, boolean isPicked) {
        assertThat(SkillRow.names(description, reference)).isEqualTo(isPicked);
    }

    @Test
    void aModelAgainstItselfHasNoSkill() {
        var result = new Replay(20, List.of(3), 1, 0, 100, 0, 10)
                .run(new NamedSeries("a", values()), ForecasterChoice.parse("persistence", List.of()));

        SkillRow skill = SkillRow.of(3, List.of(result), List.of(result));

        assertThat(skill.mean()).isZero();
        assertThat(skill.total()).isZero();
        assertThat(skill.referenceWins()).isZero();
    }

    private static double[] values() {
        double[] values = new double[40];
        Arrays.setAll(values, i -> i * 7 % 5);
        return values;
    }
}
