// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.forecast.selection.Selection;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.plugin.Plugin;
import io.affinity.spi.plugin.Plugins;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastersTest {

    private final Plugins<Forecaster> plugins =
            Plugins.discover(Forecaster.class, getClass().getClassLoader());

    @ParameterizedTest
    @MethodSource("names")
    void eachNameIsThatOfItsForecasterAndKnownToPlugIns(String name) {
        Forecaster forecaster = Forecasters.named(name);

        assertThat(forecaster.name()).isEqualTo(name);
        assertThat(plugins.named(name)).hasSameClassAs(forecaster);
    }

    @Test
    void knowsEveryPlugInOfTheModule() {
        assertThat(plugins.names()).containsExactlyInAnyOrderElementsOf(names());
        assertThat(Forecasters.named("auto")).isInstanceOf(Selection.class);
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> Forecasters.named("oracle"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The forecaster (oracle) must be one of [persistence, ");
    }

    @Test
    void theModuleProvidesWhatTheClassPathDoes() throws URISyntaxException {
        assertThat(provided(Forecaster.class)).containsExactlyInAnyOrderElementsOf(onClassPath(Forecaster.class));
        assertThat(provided(FleetForecaster.class))
                .containsExactlyInAnyOrderElementsOf(onClassPath(FleetForecaster.class));
    }

    private static List<String> onClassPath(Class<? extends Plugin> kind) {
        Plugins<? extends Plugin> found = Plugins.discover(kind, ForecastersTest.class.getClassLoader());
        return found.names().stream()
                .map(name -> found.named(name).getClass().getName())
                .toList();
    }

    /** Tests run on the class path, so that nothing else reads what the module says. */
    private static List<String> provided(Class<? extends Plugin> kind) throws URISyntaxException {
        Path classes = Path.of(Forecasters.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return ModuleFinder.of(classes)
                .find("io.affinity.forecast")
                .map(ModuleReference::descriptor)
                .orElseThrow()
                .provides()
                .stream()
                .filter(provides -> provides.service().equals(kind.getName()))
                .map(ModuleDescriptor.Provides::providers)
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> names() {
        return Forecasters.names();
    }
}
