// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.advice.RulePrice;
import io.affinity.spi.model.Strength;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceTextTest {

    @Test
    void eachRuleSaysWhatItsAbsenceWouldChange() {
        assertThat(PriceText.of(List.of(
                        new RulePrice("db apart", Strength.hard(), 12, 0, 12.5),
                        new RulePrice("together", Strength.soft(3), -1, 0, 2),
                        new RulePrice("elsewhere", Strength.hard(), 0, 1, 0))))
                .containsExactly(
                        "WITHOUT                  STRENGTH   MIGRATIONS       COST  VIOLATION",
                        "db apart                 hard              -12        -13          0",
                        "together                 soft 3             +1         -2          0",
                        "elsewhere                hard               +0          0         -1");
    }

    @Test
    void whereThereAreNoRulesItIsSaid() {
        assertThat(PriceText.of(List.of()))
                .containsExactly("No rule has a price: none holds, or nothing was searched for.");
    }
}
