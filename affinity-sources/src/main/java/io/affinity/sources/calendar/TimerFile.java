// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a timer unit of systemd (systemd.timer(5)). What counts from the start of a machine or unit is refused, as nobody knows that time
 * in advance; what does not move the time by more than a minute is passed by.
 */
final class TimerFile {

    private static final Set<String> RELATIVE = Set.of(
            "OnActiveSec",
            "OnBootSec",
            "OnStartupSec",
            "OnUnitActiveSec",
            "OnUnitInactiveSec",
            "OnClockChange",
            "OnTimezoneChange");

    private static final Set<String> WITHOUT_TIME =
            Set.of("AccuracySec", "FixedRandomDelay", "Persistent", "WakeSystem", "RemainAfterElapse", "Unit");

    private static final int MOST_LINES = 10_000;

    private final ZoneId zone;
    private final List<Schedule> schedules = new ArrayList<>();
    private Duration width = Duration.ZERO;
    private String section = "";

    private TimerFile(ZoneId zone) {
        this.zone = zone;
    }

    /** @throws CalendarException if it is not legal */
    static TimerUnit parse(String text, ZoneId zone) {
        TimerFile file = new TimerFile(zone);
        List<String> lines = text.lines().limit(MOST_LINES + 1L).toList();
        if (lines.size() > MOST_LINES) {
            throw new CalendarException(MOST_LINES + 1, "a timer must have at most " + MOST_LINES + " lines.");
        }
        StringBuilder continued = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean isComment = line.startsWith("#") || line.startsWith(";");
            if (line.endsWith("\\") && !isComment) {
                continued.append(line, 0, line.length() - 1).append(' ');
            } else if (!isComment) {
                file.readAt(continued.append(line).toString().strip(), i + 1);
                continued.setLength(0);
            }
        }
        if (file.schedules.isEmpty()) {
            throw new CalendarException(0, "a timer must have an OnCalendar= in its section [Timer].");
        }
        return new TimerUnit(
                file.schedules.size() == 1 ? file.schedules.get(0) : new UnionSchedule(file.schedules), file.width);
    }

    private void readAt(String line, int number) {
        try {
            read(line);
        } catch (CalendarException e) {
            throw e.at(number);
        }
    }

    private void read(String line) {
        if (line.isEmpty()) {
            return;
        }
        if (line.startsWith("[") && line.endsWith("]")) {
            section = line.substring(1, line.length() - 1);
            return;
        }
        int equals = line.indexOf('=');
        if (equals <= 0 || section.isEmpty()) {
            throw new CalendarException(
                    0,
                    "a line must be a section such as [Timer], or in one of them a key, = and a value, and not "
                            + CalendarException.quoted(line) + ".");
        }
        if (section.equals("Timer")) {
            set(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
    }

    private void set(String key, String value) {
        if (key.equals("OnCalendar")) {
            calendar(value);
        } else if (key.equals("RandomizedDelaySec")) {
            width = width(value);
        } else if (RELATIVE.contains(key)) {
            throw new CalendarException(
                    0, key + " is not known in advance, as it counts from what no calendar says; only OnCalendar is.");
        } else if (!WITHOUT_TIME.contains(key) && !key.startsWith("X-")) {
            throw new CalendarException(
                    0,
                    "the key " + CalendarException.quoted(key)
                            + " must be one of systemd.timer(5), such as OnCalendar.");
        }
    }

    /** Nothing takes back what was said before, as systemd has it. */
    private void calendar(String value) {
        if (value.isEmpty()) {
            schedules.clear();
        } else {
            schedules.add(TimerExpression.of(value, zone));
        }
    }

    private static Duration width(String value) {
        try {
            return TimeSpan.of(value);
        } catch (IllegalArgumentException e) {
            throw new CalendarException(
                    0,
                    "RandomizedDelaySec (" + CalendarException.quoted(value)
                            + ") must be a time such as 90, 15min or 1h 30min.",
                    e);
        }
    }
}
