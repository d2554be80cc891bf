// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.plugin.PlatformNames;
import io.affinity.cli.plugin.PluginNames;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of plug-ins.
 *
 * @param deciding those that decide, but for the forecaster
 * @param platform those that observe, migrate and keep
 */
record PluginSection(PluginNames deciding, PlatformNames platform) {

    static PluginSection read(Section s) {
        return new PluginSection(
                new PluginNames(
                        PluginNames.DEFAULT.forecaster(),
                        s.text("solver", PluginNames.DEFAULT.solver()),
                        s.text("scorer", PluginNames.DEFAULT.scorer()),
                        s.text("cost-model", PluginNames.DEFAULT.costModel()),
                        s.texts("terms"),
                        s.texts("gates"),
                        orNull(s, "events")),
                new PlatformNames(
                        orNull(s, "inventory"),
                        orNull(s, "demand"),
                        s.has("rules") ? s.texts("rules") : null,
                        orNull(s, "migrator"),
                        orNull(s, "journal"),
                        orNull(s, "snapshots")));
    }

    private static @Nullable String orNull(Section section, String key) {
        return section.has(key) ? section.text(key) : null;
    }
}
