// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.forecast.baseline.Persistence;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.plugin.PluginException;
import io.affinity.spi.plugin.Plugins;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChosenForecasterTest {

    /** A forecaster of fleets that nobody asks for anything but its name. */
    private record Named(String name) implements FleetForecaster {

        @Override
        public FleetFitResult fit(FleetRequest request) {
            throw new AssertionError("Nobody asks.");
        }

        @Override
        public byte[] encode(FleetModel model) {
            throw new AssertionError("Nobody asks.");
        }

        @Override
        public FleetModel decode(byte[] bytes, FleetHistory history) {
            throw new AssertionError("Nobody asks.");
        }
    }

    private final Plugins<Forecaster> single = Plugins.of(Forecaster.class, List.of(new Persistence()));

    private static Plugins<FleetForecaster> fleetWide(String name) {
        return Plugins.of(FleetForecaster.class, List.of(new Named(name)));
    }

    @Test
    void isOfWhicheverKindHasTheName() {
        assertThat(ChosenForecaster.named("persistence", single, fleetWide("trees")))
                .isInstanceOf(ChosenForecaster.Single.class);
        assertThat(ChosenForecaster.named("trees", single, fleetWide("trees")))
                .isEqualTo(new ChosenForecaster.FleetWide(new Named("trees")));
    }

    @Test
    void isNotGuessedWhereBothKindsHaveTheName() {
        assertThatThrownBy(() -> ChosenForecaster.named("persistence", single, fleetWide("persistence")))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("A Forecaster and a FleetForecaster have the name (persistence)")
                .hasMessageContaining(Persistence.class.getName())
                .hasMessageContaining(Named.class.getName());
    }

    @Test
    void namesAllThereAreWhereNoneHasTheName() {
        assertThatThrownBy(() -> ChosenForecaster.named("oracle", single, fleetWide("trees")))
                .isInstanceOf(PluginException.class)
                .hasMessage("No Forecaster has the name (oracle). Known names: persistence, trees.");
    }

    @Test
    void isThePoolOfOneOfEachKindInEitherOrder() {
        assertThat(ChosenForecaster.named("trees+persistence", single, fleetWide("trees")))
                .isInstanceOfSatisfying(ChosenForecaster.Pooled.class, pool -> {
                    assertThat(pool.single().name()).isEqualTo("persistence");
                    assertThat(pool.fleetWide()).isEqualTo(new Named("trees"));
                });
        assertThat(ChosenForecaster.named("persistence+trees", single, fleetWide("trees")))
                .isInstanceOf(ChosenForecaster.Pooled.class);
    }

    @Test
    void saysWhatAPoolMayBeMadeOf() {
        for (String chosen : List.of("trees+trees", "persistence+persistence", "persistence+trees+trees")) {
            assertThatThrownBy(() -> ChosenForecaster.named(chosen, single, fleetWide("trees")))
                    .isInstanceOf(PluginException.class)
                    .hasMessage("The forecasters (" + chosen + ") must be one that learns each series by itself and one"
                            + " that learns the fleet: persistence; trees.");
        }
        assertThatThrownBy(() -> ChosenForecaster.named("persistence+", single, fleetWide("trees")))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith("No Forecaster has the name ().");
    }
}
