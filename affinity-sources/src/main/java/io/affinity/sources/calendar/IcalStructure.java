package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Refuses a calendar that is cut off, as its reader takes whatever is left of it. */
final class IcalStructure {

    private static final int MOST_LINES = 1_000_000;
    private static final int MOST_LEVELS = 32;

    private IcalStructure() {}

    private record Open(String name, int line) {}

    /**
     * {@return the lines on which its events begin}
     *
     * @throws CalendarException if components are not closed, or there is no calendar
     */
    static List<Integer> check(String text) {
        Deque<Open> open = new ArrayDeque<>();
        List<Integer> events = new ArrayList<>();
        int calendars = 0;
        int number = 0;
        List<String> lines = text.lines().limit(MOST_LINES + 1L).toList();
        for (String line : lines) {
            number++;
            String upper = line.length() < 100 ? line.strip().toUpperCase(Locale.ROOT) : "";
            if (upper.startsWith("BEGIN:")) {
                calendars += upper.equals("BEGIN:VCALENDAR") ? 1 : 0;
                if (upper.equals("BEGIN:VEVENT")) {
                    events.add(number);
                }
                open.push(new Open(upper.substring("BEGIN:".length()), number));
            } else if (upper.startsWith("END:")) {
                close(open, upper.substring("END:".length()), number);
            }
            if (open.size() > MOST_LEVELS || number > MOST_LINES) {
                throw new CalendarException(
                        number,
                        "a calendar must have at most " + MOST_LINES + " lines and " + MOST_LEVELS + " levels.");
            }
        }
        if (!open.isEmpty()) {
            throw new CalendarException(
                    open.peek().line(),
                    "BEGIN:" + CalendarException.quoted(open.peek().name())
                            + " must be closed by an END; the calendar may be cut off.");
        }
        if (calendars == 0) {
            throw new CalendarException(0, "a calendar must begin with BEGIN:VCALENDAR.");
        }
        return events;
    }

    private static void close(Deque<Open> open, String name, int line) {
        if (open.isEmpty() || !open.pop().name().equals(name)) {
            throw new CalendarException(line, "END:" + CalendarException.quoted(name) + " must close the last BEGIN.");
        }
    }
}
