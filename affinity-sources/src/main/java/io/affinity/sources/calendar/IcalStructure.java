// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Refuses a calendar that is cut off, as its reader takes whatever is left of it. Belongs to one thread. */
final class IcalStructure {

    private static final int MOST_LINES = 1_000_000;
    private static final int MOST_LEVELS = 32;

    private static final int LONGEST = 1_000;

    /** What such rules are in practice; others may keep the reader busy for ever. */
    private static final Pattern ZONE_RULE = Pattern.compile("RRULE:FREQ=YEARLY(?:;(?:INTERVAL=1"
            + "|BYMONTH=(?:0?[1-9]|1[0-2])|BYDAY=-?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)"
            + "|BYMONTHDAY=(?:0?[1-9]|[12][0-9]|3[01])(?:,(?:0?[1-9]|[12][0-9]|3[01]))*"
            + "|WKST=(?:MO|TU|WE|TH|FR|SA|SU)|UNTIL=[0-9]{8}(?:T[0-9]{6}Z?)?))*");

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Integer> events = new ArrayList<>();
    private int calendars;

    private IcalStructure() {}

    private record Open(String name, int line) {}

    /**
     * {@return the lines on which its events begin}
     *
     * @throws CalendarException if components are not closed, there is no calendar, or the changes of a time zone have a rule that is too much
     *     for its reader
     */
    static List<Integer> check(String text) {
        IcalStructure structure = new IcalStructure();
        StringBuilder folded = new StringBuilder();
        int begin = 0;
        int number = 0;
        for (String line : text.lines().limit(MOST_LINES + 1L).toList()) {
            number++;
            if (number > MOST_LINES) {
                throw new CalendarException(number, "a calendar must have at most " + MOST_LINES + " lines.");
            }
            if (!line.startsWith(" ") && !line.startsWith("\t")) {
                structure.read(folded.toString(), begin);
                folded.setLength(0);
                begin = number;
            }
            folded.append(line.strip());
        }
        structure.read(folded.toString(), begin);
        return structure.end();
    }

    private void read(String line, int number) {
        String upper = line.substring(0, Math.min(line.length(), LONGEST)).toUpperCase(Locale.ROOT);
        if (upper.startsWith("BEGIN:")) {
            calendars += upper.equals("BEGIN:VCALENDAR") ? 1 : 0;
            if (upper.equals("BEGIN:VEVENT")) {
                events.add(number);
            }
            open.push(new Open(upper.substring("BEGIN:".length()), number));
        } else if (upper.startsWith("END:")) {
            close(open, upper.substring("END:".length()), number);
        } else if (upper.startsWith("VERSION") && !upper.equals("VERSION:2.0")) {
            throw new CalendarException(number, "the VERSION of a calendar must be 2.0.");
        } else if (upper.contains("RRULE")
                && isInZone()
                && !ZONE_RULE.matcher(upper).matches()) {
            throw new CalendarException(
                    number,
                    "a VTIMEZONE must have a yearly RRULE with BYMONTH, such as FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU.");
        }
        if (open.size() > MOST_LEVELS) {
            throw new CalendarException(number, "a calendar must have at most " + MOST_LEVELS + " levels.");
        }
    }

    private boolean isInZone() {
        return open.stream().anyMatch(one -> one.name().equals("VTIMEZONE"));
    }

    private List<Integer> end() {
        Open last = open.peek();
        if (last != null) {
            throw new CalendarException(
                    last.line(),
                    "BEGIN:" + CalendarException.quoted(last.name())
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
