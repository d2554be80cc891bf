// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.config.HostSection;
import io.affinity.cli.config.SourceSection;
import io.affinity.cli.plugin.ChosenPlatform;
import io.affinity.libvirt.Libvirt;
import io.affinity.libvirt.access.LibraryUnavailableException;
import io.affinity.openstack.OpenStack;
import io.affinity.sources.prometheus.PrometheusDemand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What observes and migrates: libvirt, and the plug-ins that were chosen in place of its parts. */
final class Platform implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private static final Duration DIRTY_RATE_TIME = Duration.ofSeconds(1);

    private final ClusterFile file;
    private final ChosenPlatform chosen;
    private final @Nullable Libvirt libvirt;
    private final @Nullable OpenStack cloud;
    private final @Nullable Own own;

    /** What libvirt or a cloud offers, whichever the file names. */
    private record Own(InventorySource inventory, DemandSource demand, RuleSource rules, Migrator migrator) {}

    /** @throws IllegalArgumentException if the hosts of the file do not fit together */
    Platform(ClusterFile file, ChosenPlatform chosen) {
        this.file = file;
        this.chosen = chosen;
        this.libvirt = file.hosts().isEmpty() ? null : LibvirtHosts.of(file);
        this.cloud = CloudOfFile.of(file);
        this.own = own(libvirt, cloud);
    }

    private static @Nullable Own own(@Nullable Libvirt libvirt, @Nullable OpenStack cloud) {
        if (cloud != null) {
            return new Own(cloud.inventory(), cloud.demand(), cloud.rules(), cloud.migrator());
        }
        return libvirt == null
                ? null
                : new Own(libvirt.inventory(), libvirt.demand(), libvirt.rules(), libvirt.migrator());
    }

    /** The file is refused if neither is there. */
    private Own own() {
        return Objects.requireNonNull(own, "The cluster file names no hosts.");
    }

    /** {@return the demand that a metrics store of the file knows} */
    PrometheusDemand store(SourceSection section, Clock clock) {
        return NamedStore.of(section, cloud, clock);
    }

    InventorySource inventory() {
        InventorySource plugin = chosen.inventory();
        return plugin == null ? own().inventory() : plugin;
    }

    /** {@return what measures, new each time} */
    DemandSource demand() {
        return StoredDemand.of(file, cloud, this::measuring, Clock.systemUTC());
    }

    private DemandSource measuring() {
        DemandSource plugin = chosen.demand();
        return plugin == null ? own().demand() : plugin;
    }

    /** {@return the sources of rules beside the file} */
    List<RuleSource> rules() {
        List<RuleSource> rules = new ArrayList<>(chosen.rules());
        if (own != null && file.platform().hasOwnRules()) {
            rules.add(0, own.rules());
        }
        return rules;
    }

    boolean hasMigrator() {
        return own != null || chosen.migrator() != null;
    }

    /** {@return why this host, which is asked once more by itself, does not answer; empty if it does now} */
    String whySilent(HostSection host) {
        if (!file.hasOwnHosts()) {
            return "";
        }
        try (Libvirt one = LibvirtHosts.of(file, List.of(host))) {
            one.inventory().inventory();
            return "";
        } catch (TelemetryException e) {
            return String.valueOf(e.getMessage()).replaceFirst("^No host answers\\. ", "");
        }
    }

    /** @throws ConfigException if there is no migrator */
    void requireMigrator() {
        if (!hasMigrator()) {
            throw new ConfigException(
                    "plug-ins.migrator: must be named where there are no hosts, for anything to be migrated.");
        }
    }

    Migrator migrator() {
        Migrator plugin = chosen.migrator();
        if (plugin != null) {
            return plugin;
        }
        return own == null ? new NoMigrator() : own.migrator();
    }

    /** {@return whether rates are counted from now on, so that a second look is needed to know them} */
    boolean beginsToCount() {
        boolean isByOthers = chosen.demand() != null || StoredDemand.isCurrent(file);
        if (own == null || isByOthers) {
            return false;
        }
        InventorySource seen = inventory();
        if (libvirt == null) {
            measuring().demand(seen.inventory());
        } else {
            seen.inventory();
        }
        return true;
    }

    /**
     * The same for a loop, which will look again: hosts that do not answer now may answer then.
     *
     * @throws TelemetryException if that cannot change, because this machine lacks what is needed to ask
     */
    void beginToCount() {
        try {
            beginsToCount();
        } catch (TelemetryException e) {
            if (e.getCause() instanceof LibraryUnavailableException) {
                throw e;
            }
            LOG.debug("Nothing is counted before the first cycle.", e);
        }
    }

    /** Keeps servers that others start away from a host that is to be emptied; hosts with libvirt have nobody else. */
    void close(HostId host) {
        if (cloud != null) {
            cloud.close(host);
        }
    }

    /** Lets them come to it again. */
    void open(HostId host) {
        if (cloud != null) {
            cloud.open(host);
        }
    }

    /** Has it measured how fast a VM writes memory, if its hosts can tell; never waits, and keeps failures to itself. */
    void measureDirtyRate(VmId vm) {
        if (libvirt == null || chosen.inventory() != null) {
            return;
        }
        var unused = libvirt.measureDirtyRate(vm, DIRTY_RATE_TIME).whenComplete((begun, failure) -> {
            if (failure != null) {
                LOG.debug("It is not measured how fast VM {} writes memory.", vm, failure);
            }
        });
    }

    @Override
    public void close() {
        if (libvirt != null) {
            libvirt.close();
        }
    }
}
