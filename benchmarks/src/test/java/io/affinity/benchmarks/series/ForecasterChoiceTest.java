// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.plugin.PluginException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecasterChoiceTest {

    @Test
    void aPlainNameKnowsAllPeriods() {
        ForecasterChoice choice = ForecasterChoice.parse("persistence", List.of(24, 168));

        assertThat(choice.forecaster().name()).isEqualTo("persistence");
        assertThat(choice.periods()).containsExactly(24, 168);
    }

    @Test
    void aNameWithAPeriodKnowsThatOneOnly() {
        ForecasterChoice choice = ForecasterChoice.parse("seasonal-naive@12", List.of(24, 168));

        assertThat(choice.name()).isEqualTo("seasonal-naive@12");
        assertThat(choice.forecaster().name()).isEqualTo("seasonal-naive");
        assertThat(choice.periods()).containsExactly(12);
    }

    @Test
    void aPeriodIsANumberOfSteps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecasterChoice.parse("persistence@day", List.of()))
                .withMessageContaining("(persistence@day)");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> ForecasterChoice.parse("nothing", List.of()))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("nothing");
    }
}
