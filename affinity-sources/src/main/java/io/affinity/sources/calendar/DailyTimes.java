// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.time.LocalDate;
import java.util.function.Predicate;

/** The same times on each of some days. */
final class DailyTimes implements TimesOfDay {

    private static final int[] NONE = {};

    private final Predicate<LocalDate> days;
    private final int[] seconds;

    /** @param seconds since the begin of a day, ascending; not to be changed afterwards */
    DailyTimes(Predicate<LocalDate> days, int[] seconds) {
        this.days = days;
        this.seconds = seconds;
    }

    @Override
    public int[] secondsOf(LocalDate day) {
        return days.test(day) ? seconds : NONE;
    }
}
