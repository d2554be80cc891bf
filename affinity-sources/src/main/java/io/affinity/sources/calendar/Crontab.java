// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a whole crontab (crontab(5)). {@code CRON_TZ} is the time zone of the lines after it, and so is {@code TZ} where no
 * {@code CRON_TZ} stands before. A line {@code @reboot} is passed by, as nobody knows when a machine starts.
 */
final class Crontab {

    private static final int MOST_LINES = 100_000;
    private static final Pattern SETTING = Pattern.compile("([\"']?)([A-Za-z_][A-Za-z0-9_]*)\\1\\s*=\\s*(.*)");
    private static final String CRON_ZONE = "CRON_TZ";

    private final CrontabKind kind;
    private final List<CrontabLine> jobs = new ArrayList<>();
    private ZoneId zone;
    private boolean isCronZone;

    private Crontab(ZoneId zone, CrontabKind kind) {
        this.zone = zone;
        this.kind = kind;
    }

    /**
     * {@return the jobs of a crontab, in its order}
     *
     * @throws CalendarException if a line is not legal
     */
    static List<CrontabLine> parse(String text, ZoneId zone, CrontabKind kind) {
        Crontab crontab = new Crontab(zone, kind);
        int number = 0;
        for (String line : text.lines().limit(MOST_LINES + 1L).toList()) {
            number++;
            if (number > MOST_LINES) {
                throw new CalendarException(number, "a crontab must have at most " + MOST_LINES + " lines.");
            }
            try {
                crontab.read(line.strip(), number);
            } catch (CalendarException e) {
                throw e.at(number);
            }
        }
        return crontab.jobs;
    }

    private void read(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher setting = SETTING.matcher(line);
        if (setting.matches()) {
            set(setting.group(2), unquoted(setting.group(3)));
            return;
        }
        boolean isName = line.startsWith("@");
        int times = isName ? 1 : CronExpression.FIELDS;
        int fields = times + (kind == CrontabKind.SYSTEM ? 2 : 1);
        String[] parts = line.split("\\s+", fields);
        if (parts.length < fields) {
            throw new CalendarException(
                    number,
                    "a line must be five fields or a name such as @daily, then "
                            + (kind == CrontabKind.SYSTEM ? "a user and a command" : "a command") + ", and not "
                            + CalendarException.quoted(line) + ".");
        }
        if (!CronExpression.isReboot(parts[0])) {
            String expression = String.join(" ", List.of(parts).subList(0, times));
            jobs.add(new CrontabLine(
                    number,
                    kind == CrontabKind.SYSTEM ? parts[times] : "",
                    parts[fields - 1],
                    CronExpression.of(expression, zone)));
        }
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.endsWith(value.substring(0, 1));
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    private void set(String name, String value) {
        boolean isZone = name.equals(CRON_ZONE) || (name.equals("TZ") && !isCronZone);
        if (!isZone) {
            return;
        }
        try {
            zone = ZoneId.of(value.startsWith(":") ? value.substring(1) : value);
            isCronZone = isCronZone || name.equals(CRON_ZONE);
        } catch (DateTimeException e) {
            throw new CalendarException(
                    0,
                    name + " (" + CalendarException.quoted(value)
                            + ") must be a time zone such as Europe/Berlin or UTC.",
                    e);
        }
    }
}
