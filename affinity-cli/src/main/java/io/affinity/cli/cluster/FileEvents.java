// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.EventSection;
import io.affinity.cli.config.EventSection.Format;
import io.affinity.cli.config.EventSection.Timing;
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
import io.affinity.spi.snapshot.SnapshotStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that the cluster file names. Belongs to one thread.
 */
final class FileEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileEvents.class);

    private final WatchedPlaces places = new WatchedPlaces("affinity-events");
    private final List<EventCalendar> calendars = new ArrayList<>();
    private final KnownVms vms = new KnownVms();
    private final Duration step;
    private final InstantSource clock;
    private final List<WatchedCalendar> watched = new ArrayList<>();
    private final @Nullable SnapshotStore store;

    /**
     * @param step of the loop
     * @param store where it is kept what addresses said last; null for nowhere
     */
    FileEvents(List<EventSection> sections, Duration step, InstantSource clock, @Nullable SnapshotStore store) {
        this.step = step;
        this.clock = clock;
        this.store = store;
        sections.forEach(this::add);
    }

    private void add(EventSection section) {
        if (section.timing() instanceof Timing.Stated stated) {
            calendars.add(
                    new ScheduledEvents(stated.schedule(), section.duration(), Duration.ZERO, section.occasion()));
        } else if (section.timing() instanceof Timing.Elsewhere elsewhere) {
            boolean isFile = !Documents.isAddress(section.stated().name());
            // A file that is gone when a loop begins is refused: it needs no memory.
            WatchedCalendar calendar = new WatchedCalendar(
                    Documents.at(section.stated().name(), WatchedPlaces.folderOf(section.stated()), clock),
                    text -> read(text, elsewhere.format(), section),
                    step,
                    clock,
                    isFile ? null : store);
            watched.add(calendar);
            places.add(section.stated(), isFile, calendar::refresh, calendar::problem);
            calendars.add(calendar);
        }
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
     * Has a loop know these events, beside those of a plug-in, once all files and addresses were read that can be.
     *
     * @param plugin null for none
     * @throws io.affinity.cli.config.ConfigException if a file cannot be read, or is not right; an address may come to be
     */
    RebalancerBuilder applyTo(RebalancerBuilder loop, @Nullable EventSource plugin) {
        if (calendars.isEmpty()) {
            return loop;
        }
        places.readOnce(LOG::warn);
        EventSource own = new AnnouncedEvents(calendars, vms, step);
        return loop.events(plugin == null ? own : new CombinedEvents(List.of(plugin, own)));
    }

    /** {@return what is wrong with files and addresses, which are read for that} */
    List<Problem> check() {
        return places.check();
    }

    /** {@return what is wrong with files, which are read for that; no address is asked} */
    List<Problem> checkFiles() {
        return places.checkFiles();
    }

    /** {@return how many addresses are named} */
    int addresses() {
        return places.addresses();
    }

    /** {@return the report, with a note if a file or an address is not well} */
    CycleReport telling(CycleReport report) {
        String problem = places.problem();
        return problem.isEmpty() ? report : report.with(new Note.PartBroke(Note.Part.EVENTS, problem));
    }

    /** Looks at files and addresses from now on, until this is closed; what is kept of addresses that are not named any more is removed. */
    void keepReading() {
        if (store != null) {
            WatchedCalendar.keepOnly(store, watched);
        }
        places.keepReading();
    }

    @Override
    public void close() {
        places.close();
    }
}
