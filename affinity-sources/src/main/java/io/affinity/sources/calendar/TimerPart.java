// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.util.List;

/** The parts of a calendar event of systemd: what they are called, and may be. */
enum TimerPart {
    YEAR("year", 1970, 2199),
    MONTH("month", 1, 12),
    DAY("day", 1, 31),
    HOUR("hour", 0, 23),
    MINUTE("minute", 0, 59),
    SECOND("second", 0, 59);

    /** Months of which nobody knows the length end here. */
    private static final int SHORTEST_MONTH = 28;

    private final String label;
    private final int least;
    private final int most;

    TimerPart(String label, int least, int most) {
        this.label = label;
        this.least = least;
        this.most = most;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    /**
     * Refuses a list that this part must not be.
     *
     * @param isFromEnd whether days count from the end of the month
     */
    void check(List<TimerComponent> list, boolean isFromEnd, String expression) {
        int limit = isFromEnd ? SHORTEST_MONTH : most;
        for (TimerComponent each : list) {
            boolean isRange = each.stop() >= 0;
            int second = isFromEnd ? each.start() - each.step() : each.start() + each.step();
            boolean isLegal = isIn(each.start(), limit)
                    && each.step() <= limit - least
                    && (isRange ? isIn(each.stop(), limit) && each.stop() >= each.start() : isIn(second, limit));
            if (!isLegal) {
                throw new CalendarException(0, message(each, limit, expression));
            }
        }
    }

    private boolean isIn(int value, int limit) {
        return value >= least && value <= limit;
    }

    private String message(TimerComponent wrong, int limit, String expression) {
        String shown = wrong.start()
                + (wrong.stop() >= 0 ? ".." + wrong.stop() : "")
                + (wrong.step() > 0 ? "/" + wrong.step() : "");
        return "the " + label + " (" + shown + ") of " + CalendarException.quoted(expression) + " must be from " + least
                + " to " + limit + ", the end of a range not before its start, and a step within them.";
    }
}
