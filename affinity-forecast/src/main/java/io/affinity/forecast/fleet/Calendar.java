// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How time is cut: into slots of a step, slices of about an hour, days and weeks; all counted from 1970-01-01 UTC, so that the same
 * time is at the same place for everybody. Days and weeks are the shortest and the longest season that was named.
 *
 * @param step between two slots
 * @param day in slots
 * @param week in slots
 * @param slice in slots, a 24th of a day or a slot
 */
record Calendar(Duration step, int day, int week, int slice) {

    private static final int SLICES_A_DAY = 24;

    /** Longer seasons than these are no use, as less is remembered. */
    private static final int MOST_SLOTS = 1 << 20;

    static Calendar of(Duration step, List<Integer> seasonalPeriods) {
        long usual = Math.max(2, Math.min(MOST_SLOTS, Duration.ofDays(1).dividedBy(step)));
        int day = seasonalPeriods.stream().mapToInt(p -> p).min().orElse((int) usual);
        int week = seasonalPeriods.stream().mapToInt(p -> p).max().orElse(7 * day);
        int slice = Math.max(1, Math.round(Math.min(day, MOST_SLOTS) / (float) SLICES_A_DAY));
        return new Calendar(step, day, week > day ? week : 7 * day, slice);
    }

    long slot(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), Math.max(1, step.toMillis()));
    }

    long sliceOf(long slot) {
        return Math.floorDiv(slot, slice);
    }

    /** {@return how many slices a day has} */
    int slicesADay() {
        return Math.max(1, Math.round(day / (float) slice));
    }

    /** {@return how many slices a week has} */
    int slicesAWeek() {
        return Math.max(1, Math.round(week / (float) slice));
    }

    /** {@return the part of the day that has gone, in [0, 1)} */
    float timeOfDay(long slot) {
        return Math.floorMod(slot, day) / (float) day;
    }

    /** {@return the part of the week that has gone, in [0, 1)} */
    float timeOfWeek(long slot) {
        return Math.floorMod(slot, week) / (float) week;
    }
}
