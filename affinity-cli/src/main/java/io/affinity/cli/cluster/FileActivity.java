package io.affinity.cli.cluster;

import io.affinity.cli.config.ActivitySection;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Problem;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.dependence.OutsideSettings;
import io.affinity.forecast.Forecasters;
import io.affinity.sources.Sources;
import io.affinity.sources.activity.ActivityReader;
import io.affinity.sources.activity.WatchedActivity;
import io.affinity.sources.document.Documents;
import io.affinity.sources.event.KnownVms;
import io.affinity.sources.prometheus.settings.StoreQuery;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The series that the cluster file names as going ahead of demand. They are read by a thread of its own, never by the loop's. Belongs to one
 * thread.
 */
final class FileActivity implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileActivity.class);

    private static final long SECONDS_BETWEEN_LOOKS = 60;

    private final List<Watched> watched = new ArrayList<>();
    private boolean isRead;
    private @Nullable ScheduledThreadPoolExecutor reader;
    private @Nullable Future<?> reading;

    private record Watched(Mention stated, boolean isFile, WatchedActivity series) {}

    /**
     * @param vms who VMs are
     * @param step of the loop
     * @param past how far back series are read
     */
    FileActivity(List<ActivitySection> sections, KnownVms vms, Duration step, Duration past, Clock clock) {
        for (ActivitySection section : sections) {
            StoreQuery query = section.queryWithin(step);
            Mention stated = section.stated();
            ActivityReader samples = query == null
                    ? Sources.activity(Documents.at(stated.name(), folderOf(stated), clock))
                    : Sources.activity(query, step, past, clock);
            watched.add(new Watched(
                    stated,
                    query == null && !Documents.isAddress(stated.name()),
                    new WatchedActivity(section.name().name(), samples, section.whose(), vms, clock)));
        }
    }

    /** Relative paths begin where the cluster file is. */
    private static Path folderOf(Mention stated) {
        Path folder = Path.of(stated.place().file()).toAbsolutePath().getParent();
        return folder == null ? Path.of("") : folder;
    }

    /**
     * Gives a loop these series, once all were read that can be.
     *
     * @throws ConfigException if a file cannot be read, or is not right; an address or a store may come to be
     */
    RebalancerBuilder applyTo(RebalancerBuilder loop) {
        if (watched.isEmpty()) {
            return loop;
        }
        if (!isRead) {
            List<Problem> fatal = check().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.FATAL)
                    .toList();
            if (!fatal.isEmpty()) {
                throw new ConfigException(fatal);
            }
            isRead = true;
        }
        return loop.outside(
                watched.stream().map(Watched::series).toList(), Forecasters.auto(), OutsideSettings.DEFAULT);
    }

    /** {@return what is wrong with files, addresses and stores, which are read for that} */
    List<Problem> check() {
        List<Problem> problems = new ArrayList<>();
        for (Watched each : watched) {
            each.series().refresh();
            String text = each.series().problem();
            if (!text.isEmpty()) {
                Mention at = each.stated();
                problems.add(
                        each.isFile()
                                ? Problem.fatal(at.place(), at.key(), text)
                                : Problem.warning(at.place(), at.key(), text));
            }
        }
        return problems;
    }

    /** Reads what is new from now on, each minute, until this is closed. */
    void keepReading() {
        if (watched.isEmpty() || reader != null) {
            return;
        }
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "affinity-activity");
            thread.setDaemon(true);
            return thread;
        });
        reading = executor.scheduleWithFixedDelay(
                () -> watched.forEach(FileActivity::refresh),
                SECONDS_BETWEEN_LOOKS,
                SECONDS_BETWEEN_LOOKS,
                TimeUnit.SECONDS);
        reader = executor;
    }

    /** A task that throws is not run again. */
    private static void refresh(Watched each) {
        try {
            each.series().refresh();
        } catch (RuntimeException e) {
            LOG.error("A series was not read again: {}.", each.series().place(), e);
        }
    }

    @Override
    public void close() {
        if (reading != null) {
            reading.cancel(true);
        }
        if (reader != null) {
            reader.shutdownNow();
        }
    }
}
