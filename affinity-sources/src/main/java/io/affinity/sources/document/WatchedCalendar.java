// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.Subject;
import io.affinity.spi.snapshot.SnapshotStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
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
 * <p>One with a store keeps there what the document said last and was right. After a restart that is used until the document can be read
 * again, unless it is older than 400 days; what the document says then holds from the next step on, as with any other change.
 *
 * <p>Thread-safe; {@link #refresh} is for one thread at a time.
 */
public final class WatchedCalendar implements EventCalendar {

    private final Document document;
    private final Function<String, ? extends EventCalendar> reader;
    private final long stepMillis;
    private final InstantSource clock;
    private volatile KnownPast known = KnownPast.NOTHING;
    private final @Nullable KeptText kept;
    private volatile Status content = new Status(null, "", 0, false);
    private volatile String unreadable = "";
    private boolean wasRecalled;

    /**
     * How a document is.
     *
     * @param readAt when it was last read and right; null if it never was
     * @param problem why it cannot be used as it is now, in a few words; empty if all is well
     * @param line of the document that is not right; 0 if that is not known or another thing is wrong
     * @param isKept whether it was read before a restart, and not since
     */
    public record Status(@Nullable Instant readAt, String problem, int line, boolean isKept) {}

    /**
     * One that says nothing before it is first refreshed.
     *
     * @param reader makes events of the text, or throws {@link CalendarException}
     * @param step of the control loop, at least a millisecond
     * @param clock by which a change belongs to a step
     */
    public WatchedCalendar(
            Document document, Function<String, ? extends EventCalendar> reader, Duration step, InstantSource clock) {
        this(document, reader, step, clock, null);
    }

    /**
     * The same, which remembers over restarts what the document said last.
     *
     * @param store which is asked when the document cannot be used at first, and written to when it is refreshed; at most
     *     {@link Document#MOST_BYTES} and a little more, under a key that begins with {@code announced-}. What it throws is logged. Null for none
     */
    public WatchedCalendar(
            Document document,
            Function<String, ? extends EventCalendar> reader,
            Duration step,
            InstantSource clock,
            @Nullable SnapshotStore store) {
        if (step.toMillis() < 1) {
            throw new IllegalArgumentException("The step (" + step + ") must be at least 1 ms.");
        }
        this.document = document;
        this.reader = reader;
        this.stepMillis = step.toMillis();
        this.clock = clock;
        this.kept = store == null ? null : new KeptText(document, store);
    }

    /** Removes from a store what it keeps of all documents but these, such as of addresses that are not named any more. */
    public static void keepOnly(SnapshotStore store, Collection<WatchedCalendar> calendars) {
        List<KeptText> wanted = new ArrayList<>();
        for (WatchedCalendar calendar : calendars) {
            if (calendar.kept != null) {
                wanted.add(calendar.kept);
            }
        }
        KeptText.keepOnly(store, wanted);
    }

    /** Reads the document if it may have changed. Blocks meanwhile, within half a minute or so; throws nothing for what may go wrong. */
    public synchronized void refresh() {
        Instant now = clock.instant();
        try {
            String text = document.readIfChanged();
            if (text != null) {
                read(text, now);
            } else if (content.problem().isEmpty()) {
                content = new Status(now, "", 0, false);
            }
            unreadable = "";
        } catch (IOException e) {
            String detail = e.getMessage() == null || e.getMessage().isBlank()
                    ? e.getClass().getSimpleName()
                    : e.getMessage();
            unreadable = "it cannot be read: " + CalendarException.shortened(detail) + ".";
        }
        if (kept != null) {
            remember(kept, now);
        }
    }

    private void read(String text, Instant now) {
        try {
            EventCalendar next = reader.apply(text);
            known = known.changed(next, nextStep(now));
            content = new Status(now, "", 0, false);
            if (kept != null) {
                kept.says(text);
            }
        } catch (CalendarException e) {
            content = new Status(content.readAt(), String.valueOf(e.getMessage()), e.line(), content.isKept());
        }
    }

    private void remember(KeptText memory, Instant now) {
        if (status().problem().isEmpty()) {
            memory.keep(now);
        } else if (known.version() == 0 && !wasRecalled) {
            wasRecalled = true;
            KeptFormat.Kept last = memory.load(now);
            if (last != null) {
                recall(memory, last, now);
            }
        }
    }

    private void recall(KeptText memory, KeptFormat.Kept last, Instant now) {
        try {
            known = known.changed(reader.apply(last.text()), nextStep(now));
            content = new Status(last.readAt(), content.problem(), content.line(), true);
        } catch (CalendarException e) {
            memory.refuse("it is not right: " + CalendarException.shortened(String.valueOf(e.getMessage())));
        }
    }

    private Instant nextStep(Instant now) {
        return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), stepMillis) + 1) * stepMillis);
    }

    /** {@return how it was when it was last refreshed} */
    public Status status() {
        Status last = content;
        String detail = unreadable;
        return detail.isEmpty() ? last : new Status(last.readAt(), detail, 0, last.isKept());
    }

    /** {@return a sentence of what is wrong with the document, and of what is used in its place; empty if all is well} */
    public String problem() {
        Status last = status();
        if (last.problem().isEmpty()) {
            return "";
        }
        String place = document.place() + (last.line() > 0 ? ":" + last.line() : "");
        Instant readAt = last.readAt();
        if (readAt == null) {
            return place + ": " + last.problem() + " Nothing is known of it." + (kept == null ? "" : kept.problem());
        }
        return place + ": " + last.problem() + " What was read at " + readAt
                + (last.isKept()
                        ? ", " + age(Duration.between(readAt, clock.instant())) + " ago and before a restart,"
                        : "")
                + " is used.";
    }

    private static String age(Duration age) {
        if (age.toDays() > 1) {
            return age.toDays() + " days";
        }
        return age.toHours() > 1 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
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
