package io.affinity.cli.cluster;

import io.affinity.cli.config.ConfigException;
import io.affinity.cli.config.EventSection;
import io.affinity.cli.config.EventSection.Format;
import io.affinity.cli.config.EventSection.Timing;
import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Problem;
import io.affinity.core.CycleReport;
import io.affinity.core.Note;
import io.affinity.core.RebalancerBuilder;
import io.affinity.sources.Sources;
import io.affinity.sources.calendar.CrontabKind;
import io.affinity.sources.calendar.ScheduledEvents;
import io.affinity.sources.calendar.TimerUnit;
import io.affinity.sources.document.Documents;
import io.affinity.sources.document.WatchedCalendar;
import io.affinity.sources.event.AnnouncedEvents;
import io.affinity.sources.event.CombinedEvents;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.KnownVms;
import io.affinity.sources.event.ManyCalendars;
import io.affinity.spi.forecast.EventSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that the cluster file names. Files and addresses are read by a thread of its own, never by the loop's. Belongs to one thread.
 */
final class FileEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileEvents.class);

    private static final long SECONDS_BETWEEN_LOOKS = 60;

    private final List<Watched> watched = new ArrayList<>();
    private final List<EventCalendar> calendars = new ArrayList<>();
    private final KnownVms vms = new KnownVms();
    private final Duration step;
    private final InstantSource clock;
    private boolean isRead;
    private @Nullable ScheduledThreadPoolExecutor reader;
    private @Nullable Future<?> reading;

    private record Watched(Mention stated, WatchedCalendar calendar) {

        boolean isFile() {
            return !Documents.isAddress(stated.name());
        }
    }

    /** @param step of the loop */
    FileEvents(List<EventSection> sections, Duration step, InstantSource clock) {
        this.step = step;
        this.clock = clock;
        sections.forEach(this::add);
    }

    private void add(EventSection section) {
        if (section.timing() instanceof Timing.Stated stated) {
            calendars.add(
                    new ScheduledEvents(stated.schedule(), section.duration(), Duration.ZERO, section.occasion()));
        } else if (section.timing() instanceof Timing.Elsewhere elsewhere) {
            WatchedCalendar calendar = new WatchedCalendar(
                    Documents.at(section.stated().name(), folderOf(section.stated()), clock),
                    text -> read(text, elsewhere.format(), section),
                    step,
                    clock);
            watched.add(new Watched(section.stated(), calendar));
            calendars.add(calendar);
        }
    }

    /** Relative paths begin where the cluster file is. */
    private static Path folderOf(Mention stated) {
        Path folder = Path.of(stated.place().file()).toAbsolutePath().getParent();
        return folder == null ? Path.of("") : folder;
    }

    private static EventCalendar read(String text, Format format, EventSection section) {
        return switch (format) {
            case ICAL -> Sources.ical(text, section.zone(), section.occasion());
            case FEED -> Sources.feed(text, section.occasion());
            case TIMER -> timer(Sources.timerUnit(text, section.zone()), section);
            default ->
                new ManyCalendars(Sources.crontab(text, section.zone(), CrontabKind.SYSTEM).stream()
                        .map(job -> new ScheduledEvents(
                                job.schedule(), section.duration(), Duration.ZERO, section.occasion()))
                        .toList());
        };
    }

    private static EventCalendar timer(TimerUnit unit, EventSection section) {
        return new ScheduledEvents(unit.schedule(), section.duration(), unit.width(), section.occasion());
    }

    /** {@return who VMs are; told of each inventory} */
    KnownVms vms() {
        return vms;
    }

    /**
     * {@return the events, once all files and addresses were read that can be}
     *
     * @throws ConfigException if a file cannot be read, or is not right; an address may come to be
     */
    private EventSource read() {
        if (!isRead) {
            watched.forEach(each -> each.calendar().refresh());
            List<Problem> fatal = problems().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.FATAL)
                    .toList();
            if (!fatal.isEmpty()) {
                throw new ConfigException(fatal);
            }
            isRead = true;
            watched.stream()
                    .map(each -> each.calendar().problem())
                    .filter(problem -> !problem.isEmpty())
                    .forEach(LOG::warn);
        }
        return new AnnouncedEvents(calendars, vms, step);
    }

    /** Has a loop know these events, beside those of a plug-in; null for none. */
    RebalancerBuilder applyTo(RebalancerBuilder loop, @Nullable EventSource plugin) {
        if (calendars.isEmpty()) {
            return loop;
        }
        EventSource own = read();
        return loop.events(plugin == null ? own : new CombinedEvents(List.of(plugin, own)));
    }

    /** {@return what is wrong with files and addresses, which are read for that} */
    List<Problem> check() {
        watched.forEach(each -> each.calendar().refresh());
        return problems();
    }

    /** {@return the report, with a note if a file or an address is not well} */
    CycleReport telling(CycleReport report) {
        String problem = problem();
        return problem.isEmpty() ? report : report.with(new Note.PartBroke(Note.Part.EVENTS, problem));
    }

    /** {@return what is wrong with files and addresses, and where the cluster file names them} */
    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Watched each : watched) {
            String text = each.calendar().problem();
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

    private String problem() {
        return isRead
                ? watched.stream()
                        .map(each -> each.calendar().problem())
                        .filter(problem -> !problem.isEmpty())
                        .collect(Collectors.joining(" "))
                : "";
    }

    /** Looks at files and addresses from now on, each minute, until this is closed. */
    void keepReading() {
        if (watched.isEmpty() || reader != null) {
            return;
        }
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "affinity-events");
            thread.setDaemon(true);
            return thread;
        });
        reading = executor.scheduleWithFixedDelay(
                () -> watched.forEach(FileEvents::refresh),
                SECONDS_BETWEEN_LOOKS,
                SECONDS_BETWEEN_LOOKS,
                TimeUnit.SECONDS);
        reader = executor;
    }

    /** A task that throws is not run again. */
    private static void refresh(Watched each) {
        try {
            each.calendar().refresh();
        } catch (RuntimeException e) {
            LOG.error("Events were not read again: {}.", each.calendar().place(), e);
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
