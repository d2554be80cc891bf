// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/** Times of day in a time zone. What all schedules here come down to. */
record LocalSchedule(TimesOfDay times, ZoneRules rules, ClockChange change) implements Schedule {

    static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
    static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private static final Instant FIRST = FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Instant END = LAST_DAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);

    @Override
    public List<Instant> starts(Instant from, Instant until, int most) {
        Instant begin = from.isBefore(FIRST) ? FIRST : from;
        Instant end = until.isAfter(END) ? END : until;
        List<Instant> found = new ArrayList<>();
        if (!begin.isBefore(end)) {
            return found;
        }
        // No zone is further than a day from universal time.
        LocalDate last = LocalDate.ofInstant(end, ZoneOffset.UTC).plusDays(1);
        LocalDate day = LocalDate.ofInstant(begin, ZoneOffset.UTC).minusDays(1);
        while (!day.isAfter(last) && found.size() < most) {
            addDay(day, begin, end, found);
            day = day.plusDays(1);
        }
        return found.size() <= most ? found : new ArrayList<>(found.subList(0, most));
    }

    private void addDay(LocalDate day, Instant from, Instant until, List<Instant> found) {
        int[] seconds = times.secondsOf(day);
        if (seconds.length == 0) {
            return;
        }
        List<Instant> ofDay = new ArrayList<>(seconds.length);
        Instant midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        if (isPlain(day)) {
            Duration offset =
                    Duration.ofSeconds(rules.getOffset(day.atStartOfDay()).getTotalSeconds());
            Instant begin = midnight.minus(offset);
            for (int second : seconds) {
                ofDay.add(begin.plusSeconds(second));
            }
        } else {
            for (int second : seconds) {
                change.instants(day.atStartOfDay().plusSeconds(second), rules, ofDay::add);
            }
            ofDay.sort(null);
        }
        Instant last = found.isEmpty() ? Instant.MIN : found.get(found.size() - 1);
        for (Instant instant : ofDay) {
            if (!instant.isBefore(from) && instant.isBefore(until) && instant.isAfter(last)) {
                found.add(instant);
                last = instant;
            }
        }
    }

    /** {@return whether the clock goes on all through this day and a little around it} */
    private boolean isPlain(LocalDate day) {
        if (rules.isFixedOffset()) {
            return true;
        }
        Instant before = day.minusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        var next = rules.nextTransition(before);
        return next == null
                || next.getInstant().isAfter(day.plusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
