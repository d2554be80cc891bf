// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ConfigException;
import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files, addresses and stores that the cluster file names: read once before a loop begins, and from then on each minute by a thread of
 * their own, never by the loop's. Belongs to one thread.
 */
final class WatchedPlaces implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedPlaces.class);

    private static final long SECONDS_BETWEEN_LOOKS = 60;

    private final String thread;
    private final List<Watched> watched = new ArrayList<>();
    private boolean isRead;
    private @Nullable ScheduledThreadPoolExecutor reader;
    private @Nullable Future<?> reading;

    private record Watched(Mention stated, boolean isFile, Runnable refresh, Supplier<String> problem) {

        String text() {
            return problem.get();
        }
    }

    /** @param thread what the thread is called that reads */
    WatchedPlaces(String thread) {
        this.thread = thread;
    }

    /** Relative paths begin where the cluster file is. */
    static Path folderOf(Mention stated) {
        Path folder = Path.of(stated.place().file()).toAbsolutePath().getParent();
        return folder == null ? Path.of("") : folder;
    }

    /**
     * Watches one more.
     *
     * @param isFile whether what is wrong with it is fatal; an address or a store may come to be
     * @param refresh reads it
     * @param problem what is wrong with it since it was read last, in a sentence; empty if all is well
     */
    void add(Mention stated, boolean isFile, Runnable refresh, Supplier<String> problem) {
        watched.add(new Watched(stated, isFile, refresh, problem));
    }

    boolean isEmpty() {
        return watched.isEmpty();
    }

    /**
     * Reads all that can be, the first time that this is called.
     *
     * @param doubts hears then what is wrong with the others
     * @throws ConfigException if a file cannot be read, or is not right
     */
    void readOnce(Consumer<String> doubts) {
        if (!isRead) {
            List<Problem> fatal = check().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.FATAL)
                    .toList();
            if (!fatal.isEmpty()) {
                throw new ConfigException(fatal);
            }
            isRead = true;
            texts().forEach(doubts);
        }
    }

    /** {@return what is wrong with them, which are read for that, and where the cluster file names them} */
    List<Problem> check() {
        return check(watched);
    }

    /** {@return what is wrong with files, which are read for that, and where the cluster file names them; nobody else is asked} */
    List<Problem> checkFiles() {
        return check(watched.stream().filter(Watched::isFile).toList());
    }

    /** {@return how many addresses and stores are watched} */
    int addresses() {
        return (int) watched.stream().filter(each -> !each.isFile()).count();
    }

    private static List<Problem> check(List<Watched> places) {
        places.forEach(each -> each.refresh().run());
        List<Problem> problems = new ArrayList<>();
        for (Watched each : places) {
            String text = each.text();
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

    /** {@return what is wrong with them since they were read last, in words; empty if all is well, or nothing was read yet} */
    String problem() {
        return isRead ? texts().collect(Collectors.joining(" ")) : "";
    }

    private Stream<String> texts() {
        return watched.stream().map(Watched::text).filter(text -> !text.isEmpty());
    }

    /** Reads what is new from now on, each minute, until this is closed. */
    void keepReading() {
        if (watched.isEmpty() || reader != null) {
            return;
        }
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread own = new Thread(task, thread);
            own.setDaemon(true);
            return own;
        });
        reading = executor.scheduleWithFixedDelay(
                () -> watched.forEach(WatchedPlaces::refresh),
                SECONDS_BETWEEN_LOOKS,
                SECONDS_BETWEEN_LOOKS,
                TimeUnit.SECONDS);
        reader = executor;
    }

    /** A task that throws is not run again. */
    private static void refresh(Watched each) {
        try {
            each.refresh().run();
        } catch (RuntimeException e) {
            LOG.error(
                    "What the cluster file names {} was not read again.",
                    each.stated().name(),
                    e);
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
