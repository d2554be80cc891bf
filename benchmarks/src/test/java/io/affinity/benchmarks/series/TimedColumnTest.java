// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TimedColumnTest {

    @Test
    void aValueGoesToTheNearestStepAndWhatIsBetweenIsAGap() {
        NamedSeries grid = TimedColumn.onGrid(values(1, 2, 3, 4), values(1_372_629_804, 301, 298, 901), 300);

        assertThat(grid.values()).containsExactly(1, 2, 3, Double.NaN, Double.NaN, 4);
    }

    @Test
    void theFirstOfSeveralValuesAtOneStepCounts() {
        assertThat(TimedColumn.onGrid(values(1, 2, 3), values(100, 0, 300), 300).values())
                .containsExactly(1, 3);
    }

    @Test
    void timeDoesNotGoBackwards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimedColumn.onGrid(values(1, 2), values(100, -300), 300))
                .withMessageContaining("(-300.0 s)");
    }

    @Test
    void everyValueNeedsATime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimedColumn.onGrid(values(1, 2), values(100), 300))
                .withMessageContaining("(1) must be that of its values (2)");
    }

    private static NamedSeries values(double... values) {
        return new NamedSeries("vm", values);
    }
}
