package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.plugin.ChosenPlatform;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What observes and migrates: libvirt, and the plug-ins that were chosen in place of its parts. */
final class Platform implements AutoCloseable {

    private final ClusterFile file;
    private final ChosenPlatform chosen;
    private final @Nullable LibvirtHosts libvirt;

    /** @throws IllegalArgumentException if the hosts of the file do not fit together */
    Platform(ClusterFile file, ChosenPlatform chosen) {
        this.file = file;
        this.chosen = chosen;
        this.libvirt = file.hosts().isEmpty() ? null : new LibvirtHosts(file);
    }

    /** The file is refused if neither is there. */
    private LibvirtHosts libvirt() {
        return Objects.requireNonNull(libvirt, "The cluster file names no hosts.");
    }

    InventorySource inventory() {
        InventorySource plugin = chosen.inventory();
        return plugin == null ? libvirt().telemetry() : plugin;
    }

    DemandSource demand() {
        DemandSource plugin = chosen.demand();
        return plugin == null ? libvirt().telemetry() : plugin;
    }

    /** {@return the sources of rules beside the file} */
    List<RuleSource> rules() {
        List<RuleSource> rules = new ArrayList<>(chosen.rules());
        if (libvirt != null && file.platform().hasLibvirtRules()) {
            rules.add(0, libvirt.telemetry());
        }
        return rules;
    }

    boolean canMigrate() {
        return libvirt != null || chosen.migrator() != null;
    }

    Migrator migrator() {
        Migrator plugin = chosen.migrator();
        if (plugin != null) {
            return plugin;
        }
        return libvirt == null ? new NoMigrator() : libvirt.migrator();
    }

    /** {@return whether rates are counted from now on, so that a second look is needed to know them} */
    boolean beginsToCount() {
        if (libvirt == null || chosen.demand() != null) {
            return false;
        }
        libvirt.telemetry().inventory();
        return true;
    }

    /** Has it measured how fast a VM writes memory, if its hosts can tell; never waits. */
    void measureDirtyRate(VmId vm) {
        if (libvirt != null && chosen.inventory() == null) {
            libvirt.measureDirtyRate(vm);
        }
    }

    @Override
    public void close() {
        if (libvirt != null) {
            libvirt.close();
        }
    }
}
