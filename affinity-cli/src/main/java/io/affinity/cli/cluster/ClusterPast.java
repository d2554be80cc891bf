// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.config.HostSection;
import io.affinity.cli.plugin.ChosenPlatform;
import io.affinity.core.storage.DemandRecord;
import io.affinity.core.storage.RecordedDemand;
import io.affinity.core.storage.RecordedVms;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.sources.prometheus.PrometheusDemand;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of the past of a cluster: by the record of its loop, the metrics stores of its file, and a source of demand that is a
 * plug-in, the first that knows of a step counting. Writes nothing. Belongs to one thread.
 */
public final class ClusterPast implements AutoCloseable {

    private final ClusterFile file;
    private final ChosenPlatform chosen;
    private final Platform platform;
    private final List<PrometheusDemand> stores;
    private final List<String> notes = new ArrayList<>();

    private ClusterPast(ClusterFile file, ChosenPlatform chosen, Platform platform, Clock clock) {
        this.file = file;
        this.chosen = chosen;
        this.platform = platform;
        this.stores = file.sources().stream()
                .map(store -> platform.store(store, clock))
                .toList();
        notes.addAll(chosen.notes());
    }

    /**
     * {@return the past of the cluster of this file; nothing is asked yet}
     *
     * @param clock by which nothing is later than now
     * @throws ConfigException if its hosts do not fit together, or its state folder is that of others
     * @throws io.affinity.spi.plugin.PluginException if a plug-in that it names is not there
     */
    public static ClusterPast of(ClusterFile file, Clock clock) {
        ChosenPlatform chosen = ChosenPlatform.of(file.platform());
        if (chosen.inventory() == null && !file.hosts().isEmpty()) {
            new StateFolder(file.folder())
                    .requireThatOf(file.hosts().stream().map(HostSection::id).toList());
        }
        try {
            return new ClusterPast(file, chosen, new Platform(file, chosen), clock);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("hosts: " + e.getMessage(), e);
        }
    }

    /** {@return the distance of two steps} */
    public Duration step() {
        return file.loop().step();
    }

    /** {@return sentences about what could not be had as the file says it} */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * {@return the VMs of the inventory; where there are no hosts or they cannot be asked, those of which the record or a store knows,
     * by their ids}
     *
     * @param resource that the stores are asked for
     * @throws TelemetryException if neither hosts nor stores answer
     */
    public List<Vm> vms(Resource resource, Instant start, Instant end) {
        if (chosen.inventory() != null || file.cloud() != null || !file.hosts().isEmpty()) {
            try {
                Inventory inventory = new LabeledInventory(platform.inventory(), file.vms()).inventory();
                stores.forEach(store -> store.know(inventory));
                return inventory.vms();
            } catch (TelemetryException | LibvirtAccessException e) {
                notes.add("The hosts cannot be asked, so that the VMs are those of which the state folder or a store"
                        + " knows: " + e.getMessage());
            }
        }
        Set<VmId> known = new TreeSet<>(RecordedVms.in(file.folder()));
        stores.forEach(store -> known.addAll(store.vms(resource, start, end)));
        ResourceVector nothing = ResourceVector.filled(ResourceSet.of(resource), 0);
        return known.stream().map(vm -> Vm.of(vm, nothing)).toList();
    }

    /**
     * {@return what is known}
     *
     * @throws TelemetryException if it cannot be asked for
     */
    public PastDemand demand(HistoryRequest request) {
        DemandSource plugin = chosen.demand();
        DemandSource source = plugin == null ? new NothingMeasured() : plugin;
        for (PrometheusDemand store : stores) {
            source = store.behind(source);
        }
        DemandRecord record = new DemandRecord(file.folder(), file.loop().history(), step(), request::start);
        return RecordedDemand.reading(source, record).history(request);
    }

    @Override
    public void close() {
        platform.close();
    }

    /** Stands where nothing measures; of the past, it knows nothing. */
    private static final class NothingMeasured implements DemandSource {

        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public Demand demand(Inventory inventory) {
            throw new TelemetryException("Nothing is measured where only the past is looked at.");
        }
    }
}
