// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.util.Locale;

/** One field of a crontab line: its range, and how its text becomes the set of values it fits. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec"),
    DAY_OF_WEEK("day of week", 0, 7, "sun,mon,tue,wed,thu,fri,sat");

    private final String label;
    private final int least;
    private final int most;
    private final String names;

    CronField(String label, int least, int most, String names) {
        this.label = label;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /** {@return the values as bits; Sunday as 0 only} */
    long parse(String text, String expression) {
        long set = 0;
        for (String part : text.split(",", -1)) {
            set |= part(part, expression);
        }
        long sunday = 1L << 7;
        return this == DAY_OF_WEEK && (set & sunday) != 0 ? (set & ~sunday) | 1 : set;
    }

    private long part(String part, String expression) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int dash = range.indexOf('-');
        boolean all = range.equals("*");
        if (slash >= 0 && !all && dash < 0) {
            throw wrong(part, expression);
        }
        int from = all ? least : value(dash < 0 ? range : range.substring(0, dash), part, expression);
        int to = all ? greatestOfAll() : dash < 0 ? from : value(range.substring(dash + 1), part, expression);
        int step = slash < 0 ? 1 : number(part.substring(slash + 1));
        if (from > to || step < 1) {
            throw wrong(part, expression);
        }
        long set = 0;
        for (int value = from; value <= to; value += step) {
            set |= 1L << value;
        }
        return set;
    }

    /** Sunday must not come twice when all days are stepped through. */
    private int greatestOfAll() {
        return this == DAY_OF_WEEK ? 6 : most;
    }

    private int value(String text, String part, String expression) {
        // No separator is in the text, so three letters are found only where a name begins, every four characters.
        int at = text.length() == 3 ? names.indexOf(text.toLowerCase(Locale.ROOT)) : -1;
        int value = at >= 0 ? at / 4 + least : number(text);
        if (value < least || value > most) {
            throw wrong(part, expression);
        }
        return value;
    }

    /** {@return the number of one or two digits, or -1} */
    private static int number(String text) {
        return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    }

    private IllegalArgumentException wrong(String part, String expression) {
        return new IllegalArgumentException("The " + label + " (" + part + ") of the crontab line (" + expression
                + ") must be *, a number from " + least + " to " + most
                + ", an ascending range such as " + least + "-" + most + ", or *" + "/n or a-b/n with n from 1 to 99.");
    }
}
