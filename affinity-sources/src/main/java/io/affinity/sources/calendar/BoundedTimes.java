// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Times of day up to a last one, with a first one that may be extra. */
record BoundedTimes(TimesOfDay times, LocalDateTime first, LocalDateTime last) implements TimesOfDay {

    @Override
    public int[] secondsOf(LocalDate day) {
        if (day.isAfter(last.toLocalDate()) || day.isBefore(first.toLocalDate())) {
            return new int[0];
        }
        int[] all = times.secondsOf(day);
        int begin = first.toLocalTime().toSecondOfDay();
        if (day.equals(first.toLocalDate()) && Arrays.binarySearch(all, begin) < 0) {
            all = IntStream.concat(IntStream.of(begin), Arrays.stream(all)).toArray();
        }
        if (day.isBefore(last.toLocalDate())) {
            return all;
        }
        int end = last.toLocalTime().toSecondOfDay();
        return Arrays.stream(all).filter(second -> second <= end).toArray();
    }
}
