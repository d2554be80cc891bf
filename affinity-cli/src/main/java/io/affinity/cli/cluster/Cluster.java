// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.config.HostSection;
import io.affinity.cli.output.Counted;
import io.affinity.cli.plugin.ChosenPlatform;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Note;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.core.storage.DemandRecord;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.core.storage.RecordedDemand;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmNames;
import io.affinity.spi.snapshot.SnapshotStore;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.Telemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real hosts of a file, and what is kept of them. Belongs to one thread. */
public final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private final ClusterFile file;
    private final StateFolder state;
    private final DemandRecord record;
    private final Draining draining;
    private final Resolving resolving;
    private final ChosenPlugins plugins;
    private final ChosenPlatform chosen;
    private final Platform platform;
    private final WatchedDemand demand;
    private final RecordedDemand recorded;
    private final DirtyRateRounds dirtyRates;
    private final FileForesight foresight;
    private VmNames names = VmNames.of(List.of());

    private Cluster(
            ClusterFile file, StateFolder state, ChosenPlugins plugins, ChosenPlatform chosen, Platform platform) {
        this.file = file;
        this.plugins = plugins;
        this.chosen = chosen;
        this.platform = platform;
        this.state = state;
        record = new DemandRecord(
                file.folder(), file.loop().history(), file.loop().step(), Clock.systemUTC());
        draining = new Draining(file.folder());
        resolving = new Resolving(file.folder());
        demand = new WatchedDemand(platform.demand());
        recorded = RecordedDemand.recording(demand, record);
        dirtyRates = new DirtyRateRounds(platform::measureDirtyRate);
        foresight = new FileForesight(file, Clock.systemUTC(), state.ownedSnapshots(chosen.snapshots()));
    }

    /** Whoever has not got the state folder looks without leaving a trace. */
    private Telemetry telemetry() {
        FileRules own = new FileRules(file);
        return new WatchedFleet(foresight.vms())
                .telemetry(
                        new DrainingInventory(new LabeledInventory(platform.inventory(), file.vms()), draining),
                        state.isOwned() ? recorded : RecordedDemand.reading(demand, record),
                        Stream.concat(Stream.of(own), platform.rules().stream().map(own::over))
                                .toList());
    }

    /**
     * {@return the cluster of this file; nothing is connected or written yet}
     *
     * @throws ConfigException if its hosts do not fit together, or its state folder is that of others
     * @throws io.affinity.spi.plugin.PluginException if a plug-in that it names is not there
     */
    public static Cluster of(ClusterFile file) {
        ChosenPlugins plugins = ChosenPlugins.of(
                        file.plugins().withForecaster(file.loop().forecaster()))
                .with(FileTerms.of(file));
        ChosenPlatform chosen = ChosenPlatform.of(file.platform());
        plugins.notes().forEach(LOG::warn);
        chosen.notes().forEach(LOG::warn);
        StateFolder state = new StateFolder(file.folder());
        if (file.hasOwnHosts()) {
            state.requireThatOf(file.hosts().stream().map(HostSection::id).toList());
        }
        try {
            return new Cluster(file, state, plugins, chosen, new Platform(file, chosen));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("hosts: " + e.getMessage(), e);
        }
    }

    public ClusterFile file() {
        return file;
    }

    /** {@return the hosts that are to be emptied} */
    public Draining draining() {
        return draining;
    }

    /**
     * Keeps VMs that others start away from a host that is to be emptied, where there are others.
     *
     * @throws io.affinity.spi.inventory.TelemetryException if that is not possible
     */
    public void close(HostId host) {
        platform.close(host);
    }

    /**
     * Lets them come to it again.
     *
     * @throws io.affinity.spi.inventory.TelemetryException if that is not possible
     */
    public void open(HostId host) {
        platform.open(host);
    }

    /** {@return the VMs whose alarms a person has resolved} */
    public Resolving resolving() {
        return resolving;
    }

    /** {@return the names of the hosts, as far as the file has them or the inventory that takes their place} */
    public List<HostId> hosts() {
        return file.hasOwnHosts()
                ? file.hosts().stream().map(HostSection::id).toList()
                : platform.inventory().inventory().hosts().stream()
                        .map(Host::id)
                        .toList();
    }

    /** {@return how many hosts there are, or whose} */
    public String size() {
        return file.hasOwnHosts()
                ? Counted.of(file.hosts().size(), "host")
                : "hosts of " + platform.inventory().name();
    }

    /**
     * Refuses what cannot be done without a migrator.
     *
     * @throws ConfigException if there is none
     */
    public void requireMigrator() {
        platform.requireMigrator();
    }

    /**
     * {@return the journal of migrations, for this controller alone, which may write to the state folder until it is closed}
     *
     * @throws java.io.UncheckedIOException if another process has the state folder
     */
    public ControllerJournal openJournal() {
        return state.own(chosen.journal());
    }

    /** {@return the same, or nothing if a loop looks after these hosts} */
    public Optional<ControllerJournal> openJournalIfFree() {
        return state.ownIfFree(chosen.journal());
    }

    /** {@return whether another process runs a loop over these hosts, or this one does; leaves no trace} */
    public boolean isLoopRunning() {
        return state.isInUse();
    }

    /**
     * {@return the same, with what the loop left}
     *
     * @throws java.io.UncheckedIOException if that cannot be read
     */
    public LoopState loop() {
        return new LoopState(isLoopRunning(), LoopStatus.read(status()).orElse(null), open());
    }

    /** {@return the announcements of migrations that the journal has open, oldest first; leaves no trace} */
    public List<JournalEntry> open() {
        return state.open(chosen.journal());
    }

    /** Hands over the entries of the journal, oldest first; leaves no trace. */
    public void readJournal(Consumer<JournalEntry> taker) {
        state.readJournal(chosen.journal(), taker);
    }

    /** {@return where it is kept what was learned, to be read} */
    public SnapshotStore learned() {
        return state.snapshots(chosen.snapshots());
    }

    /** {@return whether anything can be migrated at all} */
    public boolean hasMigrator() {
        return platform.hasMigrator();
    }

    /** {@return why this host, which is asked once more, does not answer; empty if it does now} */
    public String whySilent(HostSection host) {
        return platform.whySilent(host);
    }

    /** {@return whether the state folder can be written to, or made} */
    public boolean isStateWritable() {
        return state.isWritable();
    }

    /** {@return whether there is a state folder, or what takes the place of its journal} */
    public boolean hasState() {
        return state.exists() || chosen.journal() != null;
    }

    /** {@return where the loop leaves what it sees} */
    public Path status() {
        return state.status();
    }

    /** {@return what a cycle saw, decided and did, with the demand that was observed last, and whether that was recorded} */
    public ClusterView view(CycleReport cycle) {
        CycleReport remembered =
                recorded.problem().isEmpty() ? cycle : cycle.with(new Note.NotRemembered(recorded.problem()));
        CycleReport report = foresight.telling(remembered);
        Fleet fleet = report.fleet();
        Demand last = demand.last();
        if (fleet != null) {
            names = VmNames.of(fleet.vms());
        }
        return new ClusterView(report, fleet == null || last == null ? null : Observation.of(fleet, last), names);
    }

    /** Has it measured what later cycles want to know of VMs that are not migrated just now. */
    public void measure(CycleReport report, List<Migration> underWay) {
        if (report.fleet() != null) {
            dirtyRates.next(report.fleet(), underWay.stream().map(Migration::vm).collect(Collectors.toSet()));
        }
    }

    /**
     * {@return the fleet as it is now; nothing is written}
     *
     * @throws io.affinity.spi.inventory.TelemetryException if the hosts, or what takes their place, cannot be asked
     */
    public Fleet look() {
        return telemetry().observe().fleet();
    }

    /** Looks at the hosts without consequence and waits, where rates need two looks. */
    public void warmUp(Duration wait) throws InterruptedException {
        if (platform.beginsToCount()) {
            Thread.sleep(wait.toMillis());
        }
    }

    /** The first look of a loop, which does without the hosts that do not answer yet. */
    public void beginToCount() {
        platform.beginToCount();
    }

    /** {@return the events and the activity that the file names} */
    public FileForesight foresight() {
        return foresight;
    }

    /** {@return a loop that looks and decides, and leaves no trace; a file of events that is not right is a ConfigException} */
    public Rebalancer looking(Mode mode) {
        return loops().rebalancer(
                        mode, new MemoryJournal(), new MemorySnapshots(), LoopParts.of(new RebalancerListener() {}));
    }

    /**
     * {@return the control loop over these hosts, which remembers what it learned over restarts}
     *
     * @throws ConfigException if a file of events is not right
     */
    public Rebalancer acting(Mode mode, MigrationJournal journal, LoopParts parts) {
        foresight.keepReading();
        return loops().rebalancer(mode, journal, state.snapshots(chosen.snapshots()), parts);
    }

    /** {@return the same, which forecasts from however little is known; a file of events that is not right is a ConfigException} */
    public Rebalancer explaining() {
        return loops().explaining();
    }

    /** {@return a loop that knows the last minute only, and has no other cause to act than hosts to be emptied} */
    Rebalancer evacuating(Mode mode, Duration step, MigrationJournal journal, RebalancerListener listener) {
        return loops().evacuating(mode, step, journal, listener);
    }

    private Loops loops() {
        return new Loops(file, plugins, platform, foresight, telemetry());
    }

    @Override
    public void close() {
        foresight.close();
        platform.close();
    }
}
