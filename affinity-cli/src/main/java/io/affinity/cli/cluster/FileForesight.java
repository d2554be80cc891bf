// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.input.Problem;
import io.affinity.core.CycleReport;
import io.affinity.core.RebalancerBuilder;
import io.affinity.sources.event.KnownVms;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.snapshot.SnapshotStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the cluster file names that tells of demand before it comes: events, and activity outside. Belongs to one thread. */
public final class FileForesight implements AutoCloseable {

    private final FileEvents events;
    private final FileActivity activity;

    /**
     * What this file names; nothing is read yet.
     *
     * @param store where it is kept what addresses of events said last
     */
    FileForesight(ClusterFile file, Clock clock, SnapshotStore store) {
        this(file, file.loop().step(), file.loop().history(), clock, store);
    }

    /**
     * The same for another pace, of which nothing is kept.
     *
     * @param step of the loop
     * @param history how much of the past is kept
     */
    public FileForesight(ClusterFile file, Duration step, Duration history, Clock clock) {
        this(file, step, history, clock, null);
    }

    private FileForesight(
            ClusterFile file, Duration step, Duration history, Clock clock, @Nullable SnapshotStore store) {
        events = new FileEvents(file.events(), step, clock, store);
        activity = new FileActivity(file.activity(), events.vms(), step, history, clock);
    }

    /** {@return who VMs are; to be told of each inventory} */
    public KnownVms vms() {
        return events.vms();
    }

    /**
     * Gives a loop all of it, once everything was read that can be.
     *
     * @param plugin whose events count as well, or null
     * @throws io.affinity.cli.config.ConfigException if a file cannot be read, or is not right
     */
    public RebalancerBuilder applyTo(RebalancerBuilder loop, @Nullable EventSource plugin) {
        return activity.applyTo(events.applyTo(loop, plugin));
    }

    /** {@return what is wrong with files, addresses and stores, which are read for that} */
    public List<Problem> check() {
        return Stream.concat(events.check().stream(), activity.check().stream()).toList();
    }

    /** {@return what is wrong with files, which are read for that; no address or store is asked} */
    public List<Problem> checkFiles() {
        return Stream.concat(events.checkFiles().stream(), activity.checkFiles().stream())
                .toList();
    }

    /** {@return how many addresses and stores are named} */
    public int addresses() {
        return events.addresses() + activity.addresses();
    }

    /** {@return the report, with a note if what events are read from is not well} */
    CycleReport telling(CycleReport report) {
        return events.telling(report);
    }

    /** Reads what is new from now on, until this is closed. */
    void keepReading() {
        events.keepReading();
        activity.keepReading();
    }

    @Override
    public void close() {
        events.close();
        activity.close();
    }
}
