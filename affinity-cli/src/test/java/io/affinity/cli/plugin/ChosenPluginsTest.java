// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.term.GroupMoveTerm;
import io.affinity.forecast.Forecasters;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.PlacementTerm;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChosenPluginsTest {

    private static final PlacementTerm FAIR = GroupMoveTerm.ofTenants("fair", Strength.soft(1));
    private static final PlacementTerm OTHER = GroupMoveTerm.ofTenants("other", Strength.soft(1));

    @Test
    void termsOfTheFileComeAfterThoseThatAreThere() {
        ChosenPlugins chosen = ChosenPlugins.with(Forecasters.persistence()).with(List.of(FAIR));

        assertThat(chosen.with(List.of(OTHER)).terms()).containsExactly(FAIR, OTHER);
        assertThatThrownBy(() -> chosen.with(List.of(OTHER, FAIR)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two terms are called (fair).");
    }
}
