// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.plugin;

import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.plugin.Plugin;
import io.affinity.spi.plugin.Plugins;
import io.affinity.spi.snapshot.SnapshotStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins that a user chose to observe, migrate and keep, found on the class path; null for what the program has itself.
 *
 * @param rules the sources that are plug-ins
 * @param notes sentences about plug-ins that are on the class path and that nobody asked for, or that cannot be loaded
 */
public record ChosenPlatform(
        @Nullable InventorySource inventory,
        @Nullable DemandSource demand,
        List<RuleSource> rules,
        @Nullable Migrator migrator,
        @Nullable MigrationJournal journal,
        @Nullable SnapshotStore snapshots,
        List<String> notes) {

    public ChosenPlatform {
        rules = List.copyOf(rules);
        notes = List.copyOf(notes);
    }

    /**
     * {@return the plug-ins with these names}
     *
     * @throws io.affinity.spi.plugin.PluginException if one is not there
     */
    public static ChosenPlatform of(PlatformNames names) {
        PluginSearch search = new PluginSearch();
        Plugins<RuleSource> rules = search.of(RuleSource.class, names.rulePlugins());
        return new ChosenPlatform(
                named(InventorySource.class, names.inventory(), search),
                named(DemandSource.class, names.demand(), search),
                names.rulePlugins().stream().map(rules::named).toList(),
                named(Migrator.class, names.migrator(), search),
                named(MigrationJournal.class, names.journal(), search),
                named(SnapshotStore.class, names.snapshots(), search),
                search.notes());
    }

    private static <P extends Plugin> @Nullable P named(Class<P> kind, @Nullable String name, PluginSearch search) {
        Plugins<P> all = search.of(kind, name == null ? List.of() : List.of(name));
        return name == null ? null : all.named(name);
    }
}
