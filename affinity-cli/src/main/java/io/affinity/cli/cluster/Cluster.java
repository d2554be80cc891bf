package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.config.HostSection;
import io.affinity.cli.config.LoopSection;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.RebalancerListener;
import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Cause;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.storage.FileSnapshots;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.forecast.Forecasters;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.migration.DiskCopy;
import io.affinity.libvirt.migration.LibvirtMigrator;
import io.affinity.libvirt.telemetry.LibvirtTelemetry;
import io.affinity.libvirt.telemetry.LocalDiskRule;
import io.affinity.libvirt.telemetry.TelemetrySettings;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.VmId;
import io.affinity.spi.snapshot.SnapshotStore;
import io.affinity.spi.telemetry.TelemetrySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real hosts of a file, and what is kept of them on disk. Belongs to one thread. */
public final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private static final Duration DIRTY_RATE_TIME = Duration.ofSeconds(1);

    private final ClusterFile file;
    private final DemandRecord demand;
    private final Draining draining;
    private final HostConnections connections;
    private final LibvirtTelemetry hosts;
    private final ChosenPlugins plugins;
    private final RecordedTelemetry recorded;
    private final TelemetrySource telemetry;
    private final DirtyRateRounds dirtyRates;

    private Cluster(ClusterFile file, ChosenPlugins plugins, HostConnections connections, DemandRecord demand) {
        this.file = file;
        this.plugins = plugins;
        this.connections = connections;
        this.demand = demand;
        draining = new Draining(file.folder());
        hosts = LibvirtTelemetry.of(
                connections,
                file.hosts().stream().map(HostSection::settings).toList(),
                settings(file),
                Clock.systemUTC());
        recorded = new RecordedTelemetry(hosts, demand);
        telemetry = new DrainingTelemetry(recorded, draining);
        dirtyRates = new DirtyRateRounds(this::measureDirtyRate);
    }

    private void measureDirtyRate(VmId vm) {
        var unused = hosts.measureDirtyRate(vm, DIRTY_RATE_TIME).whenComplete((begun, failure) -> {
            if (failure != null) {
                LOG.debug("It is not measured how fast VM {} writes memory.", vm, failure);
            }
        });
    }

    private static TelemetrySettings settings(ClusterFile file) {
        boolean hasDomains = file.hosts().stream()
                .anyMatch(host -> !host.settings().faultDomains().isEmpty());
        return file.telemetry()
                .withTopology(hasDomains ? Topology.HOST_RACK_ZONE : Topology.FLAT)
                .withSharedPaths(file.sharedPaths())
                .withLocalDisks(
                        file.migrator().diskCopy() == DiskCopy.REFUSE ? LocalDiskRule.STAY : LocalDiskRule.MIGRATE)
                .withLabels(file.vms())
                .withPolicies(file.policies());
    }

    /**
     * {@return the cluster of this file; nothing is connected yet}
     *
     * @throws ConfigException if its folder cannot be used
     * @throws io.affinity.spi.plugin.PluginException if a plug-in that it names is not there
     */
    public static Cluster of(ClusterFile file) {
        ChosenPlugins plugins =
                ChosenPlugins.of(file.plugins().withForecaster(file.loop().forecaster()));
        plugins.notes().forEach(LOG::warn);
        try {
            Files.createDirectories(file.folder());
            DemandRecord demand = new DemandRecord(file.folder(), file.loop().history());
            HostConnections connections = HostConnections.to(
                    file.hosts().stream().map(host -> host.settings().address()).toList(), file.connection());
            return new Cluster(file, plugins, connections, demand);
        } catch (IOException e) {
            throw new ConfigException("state: the folder " + file.folder() + " cannot be used: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("hosts: " + e.getMessage(), e);
        }
    }

    public ClusterFile file() {
        return file;
    }

    /**
     * {@return when enough of the recent past is known to act on it; not after {@code now} if it is known already, or if the
     * balancer only looks at the present}
     */
    public Instant learnedAt(Instant now) {
        if (file.balancer() == ClusterFile.BalancerKind.REACTIVE) {
            return now;
        }
        return demand.firstSince(now, file.loop().history()).plus(file.loop().learn());
    }

    /** {@return the hosts that are to be emptied} */
    public Draining draining() {
        return draining;
    }

    /** {@return where the journal of migrations is, which one controller at a time may have open} */
    public Path journal() {
        return file.folder().resolve("journal");
    }

    /** {@return where the loop leaves what it sees} */
    public Path status() {
        return file.folder().resolve("status.json");
    }

    /** {@return what a cycle saw, decided and did, with the demand that was observed last} */
    public ClusterView view(CycleReport report) {
        return new ClusterView(report, recorded.last());
    }

    /** Has it measured what later cycles want to know of VMs that are not migrated just now. */
    public void measure(CycleReport report, List<Migration> underWay) {
        if (report.fleet() != null) {
            dirtyRates.next(report.fleet(), underWay.stream().map(Migration::vm).collect(Collectors.toSet()));
        }
    }

    /** Looks at the hosts without consequence: rates need two looks. */
    public void warmUp() {
        hosts.observe();
    }

    /** {@return a loop that looks and decides, and leaves no trace but recorded demand} */
    public Rebalancer looking(Mode mode) {
        return rebalancer(mode, new MemoryJournal(), new MemorySnapshots(), new RebalancerListener() {});
    }

    /** {@return the control loop over these hosts, which remembers what it learned over restarts} */
    public Rebalancer acting(Mode mode, MigrationJournal journal, RebalancerListener listener) {
        return rebalancer(mode, journal, new FileSnapshots(file.folder().resolve("learned")), listener);
    }

    /** {@return a loop that keeps the rules and empties hosts; what little it knows of demand gives it no cause to act} */
    public Rebalancer learning(MigrationJournal journal, RebalancerListener listener) {
        return paced(Mode.AUTOMATIC, journal, new MemorySnapshots(), listener)
                .settings(file.settings().withCause(Cause.RULES))
                .withoutDecisionLedger()
                .forecaster(plugins.forecaster())
                .build();
    }

    private Rebalancer rebalancer(
            Mode mode, MigrationJournal journal, SnapshotStore snapshots, RebalancerListener listener) {
        RebalancerBuilder builder = paced(mode, journal, snapshots, listener);
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), file.limits());
        Balancer reactive = ThresholdBalancer.spreading(file.loop().reactiveThreshold(), planner);
        if (file.balancer() == ClusterFile.BalancerKind.REACTIVE) {
            return builder.balancer(reactive).build();
        }
        builder.reactive(reactive);
        if (file.loop().demotion() == LoopSection.Demotion.OFF) {
            builder.withoutDemotion();
        }
        return builder.forecaster(plugins.forecaster()).build();
    }

    private RebalancerBuilder paced(
            Mode mode, MigrationJournal journal, SnapshotStore snapshots, RebalancerListener listener) {
        LoopSection loop = file.loop();
        return builder(journal, listener)
                .mode(mode)
                .step(loop.step())
                .historyWindow(loop.history())
                .seasons(loop.seasons())
                .refitEvery(loop.refitEvery())
                .settings(file.settings())
                .snapshots(snapshots);
    }

    /** {@return a loop that knows the last minute only, and has no other cause to act than hosts to be emptied} */
    Rebalancer evacuating(Duration step, MigrationJournal journal, RebalancerListener listener) {
        return builder(journal, listener)
                .mode(Mode.AUTOMATIC)
                .step(step)
                .historyWindow(step.multipliedBy(2L * Evacuation.LOOKS))
                .seasons(List.of())
                .refitEvery(step.multipliedBy(Evacuation.LOOKS))
                .settings(file.settings()
                        .withHorizon(step.multipliedBy(Evacuation.LOOKS))
                        .withCause(Cause.RULES))
                .withoutDecisionLedger()
                .forecaster(Forecasters.persistence())
                .build();
    }

    private RebalancerBuilder builder(MigrationJournal journal, RebalancerListener listener) {
        demand.read();
        Map<HostId, String> peers = new LinkedHashMap<>();
        for (HostSection host : file.hosts()) {
            String uri = host.migrationUri();
            if (uri != null) {
                peers.put(host.id(), uri);
            }
        }
        return plugins.applyTo(Rebalancer.builder())
                .telemetry(telemetry)
                .migrator(new LibvirtMigrator(connections, hosts.inventory(), peers, file.migrator()))
                .journal(journal)
                .limits(file.limits())
                .listener(listener);
    }

    @Override
    public void close() {
        connections.close();
    }
}
