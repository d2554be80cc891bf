// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesSampleTest {

    private final List<Integer> ten = IntStream.range(0, 10).boxed().toList();

    @Test
    void aSampleIsSpreadEvenlyAndKeepsTheOrder() {
        assertThat(SeriesSample.evenly(ten, 4)).containsExactly(0, 2, 5, 7);
    }

    @Test
    void aLimitAboveTheNumberTakesAll() {
        assertThat(SeriesSample.evenly(ten, 11)).isEqualTo(ten);
    }

    @Test
    void noneIsNoSample() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesSample.evenly(ten, 0))
                .withMessageContaining("(0)");
    }
}
