package io.affinity.sources.document;

import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.Subject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of a document that may change. It is read when its owner calls {@link #refresh}, on a thread of the owner's, and never when it
 * is asked for events. A document that cannot be read, or is not right, changes nothing: what it said last holds, and {@link #problem} tells.
 *
 * <p>What was said of the past stays: a change holds from the next step on, on the grid that begins with 1970. What is read first, and what
 * is read first of a kind, holds for all time.
 *
 * <p>Thread-safe; {@link #refresh} is for one thread at a time.
 */
public final class WatchedCalendar implements EventCalendar {

    private final Document document;
    private final Function<String, ? extends EventCalendar> reader;
    private final long stepMillis;
    private final InstantSource clock;
    private volatile KnownPast known = KnownPast.NOTHING;
    private volatile Status content = new Status(null, "", 0);
    private volatile String unreadable = "";

    /**
     * How a document is.
     *
     * @param readAt when it was last read and right; null if it never was
     * @param problem why it cannot be used as it is now, in a few words; empty if all is well
     * @param line of the document that is not right; 0 if that is not known or another thing is wrong
     */
    public record Status(@Nullable Instant readAt, String problem, int line) {}

    /**
     * One that says nothing before it is first refreshed.
     *
     * @param reader makes events of the text, or throws {@link CalendarException}
     * @param step of the control loop, at least a millisecond
     * @param clock by which a change belongs to a step
     */
    public WatchedCalendar(
            Document document, Function<String, ? extends EventCalendar> reader, Duration step, InstantSource clock) {
        if (step.toMillis() < 1) {
            throw new IllegalArgumentException("The step (" + step + ") must be at least 1 ms.");
        }
        this.document = document;
        this.reader = reader;
        this.stepMillis = step.toMillis();
        this.clock = clock;
    }

    /** Reads the document if it may have changed. Blocks meanwhile, within half a minute or so; throws nothing for what may go wrong. */
    public synchronized void refresh() {
        Instant now = clock.instant();
        try {
            String text = document.readIfChanged();
            if (text != null) {
                read(text, now);
            } else if (content.problem().isEmpty()) {
                content = new Status(now, "", 0);
            }
            unreadable = "";
        } catch (IOException e) {
            String detail = e.getMessage() == null || e.getMessage().isBlank()
                    ? e.getClass().getSimpleName()
                    : e.getMessage();
            unreadable = "it cannot be read: " + CalendarException.shortened(detail) + ".";
        }
    }

    private void read(String text, Instant now) {
        try {
            EventCalendar next = reader.apply(text);
            known = known.changed(next, nextStep(now));
            content = new Status(now, "", 0);
        } catch (CalendarException e) {
            content = new Status(content.readAt(), String.valueOf(e.getMessage()), e.line());
        }
    }

    private Instant nextStep(Instant now) {
        return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), stepMillis) + 1) * stepMillis);
    }

    /** {@return how it was when it was last refreshed} */
    public Status status() {
        Status last = content;
        String detail = unreadable;
        return detail.isEmpty() ? last : new Status(last.readAt(), detail, 0);
    }

    /** {@return a sentence of what is wrong with the document, and of what is used in its place; empty if all is well} */
    public String problem() {
        Status last = status();
        if (last.problem().isEmpty()) {
            return "";
        }
        String place = document.place() + (last.line() > 0 ? ":" + last.line() : "");
        return place + ": " + last.problem()
                + (last.readAt() == null
                        ? " Nothing is known of it."
                        : " What was read at " + last.readAt() + " is used.");
    }

    /** {@return where the document is} */
    public String place() {
        return document.place();
    }

    @Override
    public List<AnnouncedEvent> during(Instant from, Instant until, int most) {
        return known.during(from, until, most);
    }

    @Override
    public Set<Subject> subjects() {
        return known.subjects();
    }

    @Override
    public long version() {
        return known.version();
    }
}
