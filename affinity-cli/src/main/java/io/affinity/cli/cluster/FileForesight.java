package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.input.Problem;
import io.affinity.core.CycleReport;
import io.affinity.core.RebalancerBuilder;
import io.affinity.sources.event.KnownVms;
import io.affinity.spi.forecast.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the cluster file names that tells of demand before it comes: events, and activity outside. Belongs to one thread. */
public final class FileForesight implements AutoCloseable {

    private final FileEvents events;
    private final FileActivity activity;

    /** What this file names; nothing is read yet. */
    public FileForesight(ClusterFile file, Clock clock) {
        this(file, file.loop().step(), file.loop().history(), clock);
    }

    /**
     * The same for another pace.
     *
     * @param step of the loop
     * @param history how much of the past is kept
     */
    public FileForesight(ClusterFile file, Duration step, Duration history, Clock clock) {
        events = new FileEvents(file.events(), step, clock);
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
    List<Problem> check() {
        return Stream.concat(events.check().stream(), activity.check().stream()).toList();
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
