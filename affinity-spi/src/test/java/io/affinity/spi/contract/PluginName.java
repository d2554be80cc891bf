// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.plugin.Plugin;
import io.affinity.spi.plugin.Plugins;
import java.util.List;

/** The promise that all plug-ins make. */
final class PluginName {

    private PluginName() {}

    /** Fails if users could not choose {@code plugin} by its name. */
    static <P extends Plugin> void check(Class<P> kind, P plugin) {
        String name = plugin.name();
        assertThat(Plugins.of(kind, List.of(plugin)).named(name)).isSameAs(plugin);
        assertThat(plugin.name()).as("the name on the second call").isEqualTo(name);
    }
}
