package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.config.HostSection;
import io.affinity.cli.config.LoopSection;
import io.affinity.cli.plugin.ChosenPlatform;
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
import io.affinity.core.storage.DemandRecord;
import io.affinity.core.storage.FileJournal;
import io.affinity.core.storage.FileSnapshots;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.core.storage.RecordedDemand;
import io.affinity.forecast.Forecasters;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.snapshot.SnapshotStore;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real hosts of a file, and what is kept of them. Belongs to one thread. */
public final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private final ClusterFile file;
    private final DemandRecord record;
    private final Draining draining;
    private final ChosenPlugins plugins;
    private final ChosenPlatform chosen;
    private final Platform platform;
    private final WatchedDemand demand;
    private final Telemetry telemetry;
    private final DirtyRateRounds dirtyRates;

    private Cluster(ClusterFile file, ChosenPlugins plugins, ChosenPlatform chosen, Platform platform) {
        this.file = file;
        this.plugins = plugins;
        this.chosen = chosen;
        this.platform = platform;
        record = new DemandRecord(file.folder(), file.loop().history());
        draining = new Draining(file.folder());
        demand = new WatchedDemand(new RecordedDemand(platform.demand(), record));
        telemetry = Telemetry.of(
                new DrainingInventory(new LabeledInventory(platform.inventory(), file.vms()), draining),
                demand,
                rules(file, platform));
        dirtyRates = new DirtyRateRounds(platform::measureDirtyRate);
    }

    private static RuleSource[] rules(ClusterFile file, Platform platform) {
        FileRules own = new FileRules(file);
        return Stream.concat(Stream.of(own), platform.rules().stream().map(own::over))
                .toArray(RuleSource[]::new);
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
        ChosenPlatform chosen = ChosenPlatform.of(file.platform());
        plugins.notes().forEach(LOG::warn);
        chosen.notes().forEach(LOG::warn);
        try {
            Files.createDirectories(file.folder());
            return new Cluster(file, plugins, chosen, new Platform(file, chosen));
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
        return record.firstSince(now, file.loop().history()).plus(file.loop().learn());
    }

    /** {@return the hosts that are to be emptied} */
    public Draining draining() {
        return draining;
    }

    /** {@return the VMs whose alarms a person has resolved} */
    public Resolving resolving() {
        return new Resolving(file.folder());
    }

    /** {@return the names of the hosts, as far as the file has them or the inventory that takes their place} */
    public List<HostId> hosts() {
        return file.platform().inventory() == null
                ? file.hosts().stream().map(HostSection::id).toList()
                : platform.inventory().inventory().hosts().stream()
                        .map(Host::id)
                        .toList();
    }

    /** {@return how many hosts there are, or whose} */
    public String size() {
        InventorySource inventory = chosen.inventory();
        return inventory == null ? file.hosts().size() + " hosts" : "hosts of " + inventory.name();
    }

    /**
     * Refuses what cannot be done without a migrator.
     *
     * @throws ConfigException if there is none
     */
    public void requireMigrator() {
        if (!platform.canMigrate()) {
            throw new ConfigException(
                    "plug-ins.migrator: must be named where there are no hosts, for anything to be migrated.");
        }
    }

    /**
     * {@return the journal of migrations, for this controller alone}
     *
     * @throws java.io.UncheckedIOException if another process has it open
     */
    public ControllerJournal openJournal() {
        MigrationJournal plugin = chosen.journal();
        if (plugin != null) {
            return new ControllerJournal(plugin, null);
        }
        FileJournal open = FileJournal.open(journalFile());
        return new ControllerJournal(open, open);
    }

    /** {@return the same, or nothing if a loop looks after these hosts} */
    public Optional<ControllerJournal> openJournalIfFree() throws IOException {
        MigrationJournal plugin = chosen.journal();
        if (plugin == null) {
            return FileJournal.openIfFree(journalFile()).map(open -> new ControllerJournal(open, open));
        }
        boolean isTaken = LoopStatus.read(status())
                .filter(loop ->
                        loop.isRunning(Clock.systemUTC().instant(), file.loop().step()))
                .isPresent();
        return isTaken ? Optional.empty() : Optional.of(new ControllerJournal(plugin, null));
    }

    private Path journalFile() {
        return file.folder().resolve("journal");
    }

    /** {@return where the loop leaves what it sees} */
    public Path status() {
        return file.folder().resolve("status.json");
    }

    /** {@return what a cycle saw, decided and did, with the demand that was observed last} */
    public ClusterView view(CycleReport report) {
        Fleet fleet = report.fleet();
        Demand last = demand.last();
        return new ClusterView(report, fleet == null || last == null ? null : Observation.of(fleet, last));
    }

    /** Has it measured what later cycles want to know of VMs that are not migrated just now. */
    public void measure(CycleReport report, List<Migration> underWay) {
        if (report.fleet() != null) {
            dirtyRates.next(report.fleet(), underWay.stream().map(Migration::vm).collect(Collectors.toSet()));
        }
    }

    /** Looks at the hosts without consequence and waits, where rates need two looks. */
    public void warmUp(Duration wait) throws InterruptedException {
        if (platform.beginsToCount()) {
            Thread.sleep(wait.toMillis());
        }
    }

    /** {@return a loop that looks and decides, and leaves no trace but recorded demand} */
    public Rebalancer looking(Mode mode) {
        return rebalancer(mode, new MemoryJournal(), new MemorySnapshots(), new RebalancerListener() {});
    }

    /** {@return the control loop over these hosts, which remembers what it learned over restarts} */
    public Rebalancer acting(Mode mode, MigrationJournal journal, RebalancerListener listener) {
        SnapshotStore plugin = chosen.snapshots();
        SnapshotStore store = plugin == null ? new FileSnapshots(file.folder().resolve("learned")) : plugin;
        return rebalancer(mode, journal, store, listener);
    }

    /** {@return a loop that keeps the rules and empties hosts; what little it knows of demand gives it no cause to act} */
    public Rebalancer learning(MigrationJournal journal, RebalancerListener listener) {
        RebalancerBuilder builder = paced(Mode.AUTOMATIC, journal, new MemorySnapshots(), listener)
                .settings(file.settings().toBuilder().cause(Cause.RULES).build())
                .withoutDecisionLedger();
        return plugins.forecaster().applyTo(builder).build();
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
        return plugins.forecaster().applyTo(builder).build();
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
                .settings(file.settings().toBuilder()
                        .horizon(step.multipliedBy(Evacuation.LOOKS))
                        .cause(Cause.RULES)
                        .build())
                .withoutDecisionLedger()
                .forecaster(Forecasters.persistence())
                .build();
    }

    private RebalancerBuilder builder(MigrationJournal journal, RebalancerListener listener) {
        return plugins.applyTo(Rebalancer.builder())
                .telemetry(telemetry)
                .migrator(platform.migrator())
                .journal(journal)
                .limits(file.limits())
                .listener(listener);
    }

    @Override
    public void close() {
        platform.close();
    }
}
